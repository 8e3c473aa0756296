extension PageTemplate {
    static let enrollmentText = """
        <form class="sheet" method="post" action="/sign-in/methods">
        <input type="hidden" name="form_token" value="{{form}}">
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        <p>From now on you sign in with your password and a code. The code comes from an
        authenticator app on your phone or computer: any app that reads QR codes for time-based
        codes will do.</p>
        <ol>
        <li>Install an authenticator app, if you have none:
        <a href="/help/authenticator-app">where to find one</a>.</li>
        <li>Name it, so that you know later which one it was.</li>
        <li>The next page shows a QR code for it.</li>
        </ol>
        <div class="field">
        <label for="name">Name of the app or device</label>
        <input id="name" name="name" type="text" value="My phone" maxlength="60" required>
        </div>
        <button>Show the QR code</button>
        <p class="hint"><a href="/help/enable">The whole way, step by step</a></p>
        </form>
        """

    static let authenticatorText = """
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        {{#secret}}
        <div class="sheet">
        <h2>1. Scan this with your authenticator app</h2>
        {{#drawing}}<div class="qr">{{{drawing}}}</div>{{/drawing}}
        <p>You cannot scan it? Type this key into the app, as a time-based one:<br>
        <code>{{text}}</code></p>
        <p>The app is on this device? <a href="{{link}}">Open it with this link</a></p>
        <p class="hint">The key is shown this once. Nobody else should see it.</p>
        </div>
        {{/secret}}
        <form class="sheet" method="post" action="/sign-in/methods/confirm">
        <input type="hidden" name="form_token" value="{{form}}">
        <input type="hidden" name="method" value="{{method}}">
        <h2>{{#secret}}2. {{/secret}}Enter the code that the app shows</h2>
        <div class="field">
        <label for="code">Six-digit code</label>
        <input id="code" class="code" name="code" type="text" inputmode="numeric"
          autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus>
        </div>
        <button>Finish and sign in</button>
        </form>
        {{^secret}}
        <div class="sheet">
        <p>The app shows no code for Seller Accounts, or the wrong one?
        <a href="/sign-in/next">Begin with a new QR code</a>, or read
        <a href="/help/enable">how it goes, step by step</a>.</p>
        </div>
        {{/secret}}
        """
}
