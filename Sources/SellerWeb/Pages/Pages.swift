import HTTPTypes
import Hummingbird
import NIOCore
import SellerModel
import SellerService

/// Adds the pages for people, and their stylesheet; throws for a broken template.
func addPages(
    to router: Router<SellerRequestContext>,
    service: SellerService,
    configuration: WebConfiguration
) throws {
    let pages = Pages(
        service: service,
        origin: configuration.origin,
        templates: try PageTemplates(),
        router: router
    )
    SignInPages(service: service).register(in: pages)
    EnrollmentPages(service: service).register(in: pages)
    AcceptancePages(service: service).register(in: pages)
    MailboxLinkPages(service: service).register(in: pages)
    SettingsPages(service: service).register(in: pages)
    HelpPages().register(in: pages)
    ReferencePages().register(in: pages)
    router.get(RouterPath(Stylesheet.path)) { _, _ in Stylesheet.response }
}

/// Takes the pages' handlers and gives their answers to browsers.
struct Pages {
    typealias Handler = @Sendable (PageRequest) async throws(SellerError) -> PageAnswer

    let service: SellerService
    let origin: String
    let templates: PageTemplates
    let router: Router<SellerRequestContext>

    /// Adds a page.
    func add(_ route: PageRoute, _ handler: @escaping Handler) {
        let host = PageHost(service: service, origin: origin, templates: templates)
        router.on(RouterPath(route.path), method: route.method) { request, context in
            await host.answer(request, context, route, handler)
        }
    }
}

/// Asks a page's handler and dresses its answer; refusals become pages as well.
private struct PageHost: Sendable {
    let service: SellerService
    let origin: String
    let templates: PageTemplates

    func answer(
        _ request: Request,
        _ context: SellerRequestContext,
        _ route: PageRoute,
        _ handler: Pages.Handler
    ) async -> Response {
        let newVisit = service.environment.random(32).hexadecimal
        do throws(SellerError) {
            let asked = try await PageRequest(
                request,
                context,
                route: route,
                origin: origin,
                newVisit: newVisit
            )
            var answer = try await answered(asked, handler)
            if asked.cookies[.visit] == nil {
                answer.cookies.append(.keep(.visit, newVisit))
            }
            return response(answer, form: asked.formToken)
        } catch {
            context.note(error)
            return response(.refused(error, ProblemScene(error, id: context.id)), form: "")
        }
    }

    /// Whoever lost the credential that the page needs begins again, and forgets the dead one.
    private func answered(
        _ asked: PageRequest,
        _ handler: Pages.Handler
    ) async throws(SellerError) -> PageAnswer {
        do {
            return try await handler(asked)
        } catch  where error.code == .unauthenticated {
            let dead: [CookieName] = [.attempt, .session].filter { asked.cookies[$0] != nil }
            let path = dead.isEmpty ? "/sign-in" : "/sign-in?again=yes"
            return .redirect(path, setting: dead.map { .forget($0) })
        }
    }

    private func response(_ answer: PageAnswer, form: String) -> Response {
        var headers: HTTPFields = [
            .contentSecurityPolicy: Self.policy,
            .referrerPolicy: "no-referrer",
        ]
        for cookie in answer.cookies {
            headers.append(HTTPField(name: .setCookie, value: cookie.header))
        }
        if let seconds = answer.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        var body = ResponseBody()
        switch answer.content {
        case .redirect(let path): headers[.location] = path
        case .page(let page):
            headers[.contentType] = "text/html; charset=utf-8"
            let html = templates.html(page, form: form)
            body = ResponseBody(byteBuffer: ByteBuffer(string: html))
        }
        return Response(
            status: .init(code: answer.status),
            headers: headers,
            body: body
        )
    }

    /// Nothing but our stylesheet, and forms to ourselves: no script, no frame, no base.
    private static let policy = """
        default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'
        """
}

/// What went wrong, for a person.
private struct ProblemScene: PageScene {
    static let template = PageTemplate.problem
    let title: String
    let detail: String
    let requestID: String

    init(_ error: SellerError, id: String) {
        title = error.code.title
        detail = error.sentence
        requestID = id
    }
}
