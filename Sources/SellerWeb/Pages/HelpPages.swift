import SellerModel

/// What the pages and the API mean, in plain words, for everybody: nobody has to sign in for it.
struct HelpPages: Sendable {
    func register(in pages: Pages) {
        pages.add(.shown("/help")) { _ in .page(HelpIndexScene()) }
        pages.add(.shown("/help/{topic}")) { (asked) throws(SellerError) in
            guard let topic = HelpTopic(rawValue: asked.parameter("topic")) else {
                throw .notFound
            }
            return .page(HelpScene(topic))
        }
    }
}

/// A link to a page of help.
struct HelpLink: Sendable {
    let path: String
    let title: String

    init(_ topic: HelpTopic) {
        path = topic.path
        title = topic.title
    }
}

/// All topics.
struct HelpIndexScene: PageScene {
    static let template = PageTemplate.helpIndex
    let title = "Help"
    let topics = HelpTopic.allCases.map(HelpLink.init)
}

/// One topic, and the way to the others.
struct HelpScene: PageScene {
    static let template = PageTemplate.help
    let title: String
    /// HTML of this source, without anything that somebody typed.
    let text: String
    let others: [HelpLink]

    init(_ topic: HelpTopic) {
        title = topic.title
        text = topic.text
        others = HelpTopic.allCases.filter { $0 != topic }.map(HelpLink.init)
    }
}
