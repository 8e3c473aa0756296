import Mustache

/// The templates of the pages, each by its name.
enum PageTemplate: String, CaseIterable, Sendable {
    case layout
    case signIn
    case code
    case mailbox
    case recovery
    case enrollment
    case authenticator
    case invitation
    case mailboxLink
    case settings
    case problem
    case helpIndex
    case help
    case reference
    case meaning

    /// The template's Mustache text.
    var text: String {
        switch self {
        case .layout: Self.layoutText
        case .signIn: Self.signInText
        case .code: Self.codeText
        case .mailbox: Self.mailboxText
        case .recovery: Self.recoveryText
        case .enrollment: Self.enrollmentText
        case .authenticator: Self.authenticatorText
        case .invitation: Self.invitationText
        case .mailboxLink: Self.mailboxLinkText
        case .settings: Self.settingsText
        case .problem: Self.problemText
        case .helpIndex: Self.helpIndexText
        case .help: Self.helpText
        case .reference: Self.referenceText
        case .meaning: Self.meaningText
        }
    }
}

/// The compiled templates. What they show is escaped for HTML, but for the QR code's drawing
/// and the words of the help.
struct PageTemplates: Sendable {
    /// What a page's template sees: the page, and the form token for its forms.
    private struct Scene {
        let page: any PageScene
        let form: String
    }

    /// What the layout sees.
    private struct Frame {
        let title: String
        let body: String
        let stylesheet: String
    }

    private let library: MustacheLibrary

    /// Compiles all templates; throws for one that is not Mustache.
    init() throws {
        MustacheContentTypes.register(ByteHTML(), named: "PAGE")
        var templates: [String: MustacheTemplate] = [:]
        for template in PageTemplate.allCases {
            let text =
                template == .layout ? template.text : "{{#page}}\n\(template.text)\n{{/page}}"
            templates[template.rawValue] = try MustacheTemplate(
                string: "{{% CONTENT_TYPE: PAGE}}\n\(text)"
            )
        }
        library = MustacheLibrary(templates: templates)
    }

    /// A whole HTML document.
    func html(_ page: any PageScene, form: String) -> String {
        let scene = Scene(page: page, form: form)
        let body = library.render(scene, withTemplate: type(of: page).template.rawValue) ?? ""
        let frame = Frame(title: page.title, body: body, stylesheet: Stylesheet.path)
        return library.render(frame, withTemplate: PageTemplate.layout.rawValue) ?? ""
    }
}
