extension PageTemplate {
    static let helpIndexText = """
        <div class="sheet">
        <ul>{{#topics}}<li><a href="{{path}}">{{title}}</a></li>{{/topics}}</ul>
        </div>
        """

    static let helpText = """
        <div class="sheet">
        {{{text}}}
        </div>
        <nav class="sheet" aria-labelledby="others">
        <h2 id="others">More help</h2>
        <ul>{{#others}}<li><a href="{{path}}">{{title}}</a></li>{{/others}}</ul>
        </nav>
        """
}

extension HelpTopic {
    /// The words of the page, as HTML.
    var text: String {
        switch self {
        case .code: Self.codeText
        case .enable: Self.enableText
        case .confirmMailbox: Self.confirmMailboxText
        case .confirmDevice: Self.confirmDeviceText
        case .recovery: Self.recoveryText
        case .authenticatorApp: Self.authenticatorAppText
        case .noCodesByMail: Self.noCodesByMailText
        }
    }

    private static let codeText = """
        <p>Every sign-in takes two things: the password that you know, and a code from something
        that you have. A stolen password alone opens nothing.</p>
        <ol>
        <li>Open the authenticator app that you set up for Seller Accounts.</li>
        <li>Find the entry with your e-mail address. It shows six digits, and new ones every 30
        seconds.</li>
        <li>Type the digits that you see now. Spaces do not matter.</li>
        </ol>
        <h2>The code is not taken?</h2>
        <ul>
        <li>Each code counts once. Wait until the app shows the next one.</li>
        <li>Set the clock of the device with the app to automatic: codes depend on the time.</li>
        <li>Look whether the app has several entries, and use the newest one.</li>
        <li>Use another one of your methods, if you registered one.</li>
        </ul>
        <p>Nobody of ours ever asks for a code. Whoever does, by phone, mail or message, wants to
        sign in as you.</p>
        """

    private static let enableText = """
        <p>Two-step verification asks for a code beside the password. It has to be set up before
        anything else, and takes some five minutes.</p>
        <ol>
        <li>Open the link of your invitation. If you have a password already, sign in, ask for a link
        to your mailbox, and open it.</li>
        <li>Install an authenticator app, if you have none:
        <a href="/help/authenticator-app">where to find one</a>.</li>
        <li>Name the app or device, so that you know later which one it was.</li>
        <li>Scan the QR code with the app. If you cannot scan it, type the key that stands below it,
        as a time-based one.</li>
        <li>Type the six digits that the app shows. You are signed in, and from then on each sign-in
        asks for a code.</li>
        </ol>
        <p>The QR code and its key are shown once, and are for you alone: whoever has them has your
        codes. If something went wrong, begin with a new one; the old one is then void.</p>
        """

    private static let confirmMailboxText = """
        <p>Your login has no two-step verification yet. A password can be guessed or stolen, so it
        does not set it up by itself: a link that only your mailbox gets has to come first.</p>
        <ol>
        <li>Choose <em>Send me the link</em>.</li>
        <li>Open your mailbox and follow the link. It counts once and only for a while.</li>
        <li>Give your password again. Setting up goes on there, in the browser with the link, and
        not where you asked for it.</li>
        </ol>
        <p>No mail? Look into the folder for spam, and wait a few minutes before you ask again. If a
        mail comes that you did not ask for, somebody knows your password: tell an admin of your
        account.</p>
        """

    private static let confirmDeviceText = """
        <p>Your password was given again and again with wrong codes: somebody else may know it. So
        for now the password counts for less: on a device that is new to your login, a link from
        your mailbox has to come before the code.</p>
        <ol>
        <li>Choose <em>Send me the link</em>.</li>
        <li>Open your mailbox and follow the link. It counts once and only for a while.</li>
        <li>Give your password again, and then your code as always.</li>
        </ol>
        <p>It is so until the password is another one.</p>
        <p>On a device that you signed in with before you need no link.</p>
        """

    private static let recoveryText = """
        <p>Your password is right, but none of your methods can give a code any more: they are lost,
        or were switched off after too many wrong codes.</p>
        <ul>
        <li>Look for another device that has your authenticator app, and try again with a code from
        it.</li>
        <li>Otherwise account recovery is the only way: you show who you are with documents, and two
        people decide.</li>
        </ul>
        <p>Neither the admin of your account nor support can skip this or give you a code; if they
        could, so could whoever talks them into it. Your colleagues go on working meanwhile with
        logins of their own.</p>
        """

    // The stores are those of the requirement: they reach iPhone, Android and Windows.
    private static let authenticatorAppText = """
        <p>Any app will do that shows time-based codes of six digits and reads QR codes. Look for
        <em>authenticator</em> in the store of your device, and choose one of a maker that you
        know:</p>
        <ul>
        <li><a href="https://www.apple.com/app-store/">Apple App Store</a> for iPhone and iPad</li>
        <li><a href="https://play.google.com/store/apps">Google Play</a> for Android</li>
        <li><a href="https://apps.microsoft.com/">Microsoft Store</a> for Windows</li>
        </ul>
        <p>A password manager that shows such codes will do as well. The app needs no network and no
        phone number once it is set up.</p>
        <p>Then go on: <a href="/help/enable">setting up, step by step</a>.</p>
        """

    private static let noCodesByMailText = """
        <p>A code proves that you <em>have</em> something: the phone or computer with your app. A
        mailbox can be read from anywhere by whoever knows or guesses its password, so a code in a
        mail would prove nothing. Often it is even the mailbox that was broken into first.</p>
        <p>Codes come from an authenticator app instead:
        <a href="/help/authenticator-app">where to find one</a>.</p>
        <p>We do send mails: links to begin with, and notices when something about your login
        changes. None of them holds a code.</p>
        """
}
