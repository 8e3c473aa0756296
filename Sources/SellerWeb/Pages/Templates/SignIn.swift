extension PageTemplate {
    static let signInText = """
        <form class="sheet" method="post" action="/sign-in">
        <input type="hidden" name="form_token" value="{{form}}">
        {{#notice}}<p class="notice" role="status">{{notice}}</p>{{/notice}}
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        <div class="field">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" value="{{email}}" autocomplete="username"
          maxlength="254" required{{^fault}} autofocus{{/fault}}>
        </div>
        <div class="field">
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password"
          required{{#fault}} autofocus{{/fault}}>
        </div>
        <button>Continue</button>
        <p class="hint">A code from your authenticator app comes next, at every sign-in.
        <a href="/help/enable">Why, and how to set it up</a></p>
        </form>
        """

    static let codeText = """
        <form class="sheet" method="post" action="/sign-in/code">
        <input type="hidden" name="form_token" value="{{form}}">
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        {{#only}}
        <p>{{kind}}: <strong>{{label}}</strong></p>
        <input type="hidden" name="method" value="{{id}}">
        {{/only}}
        {{#choices}}
        {{#first()}}<fieldset><legend>Where is your code from?</legend>{{/first()}}
        <label class="choice"><input type="radio" name="method" value="{{id}}"
          {{#chosen}}checked{{/chosen}} required> {{label}} ({{kind}})</label>
        {{#last()}}</fieldset>{{/last()}}
        {{/choices}}
        <div class="field">
        <label for="code">Six-digit code</label>
        <input id="code" class="code" name="code" type="text" inputmode="numeric"
          autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus>
        </div>
        <button>Sign in</button>
        </form>
        <div class="sheet">
        <h2>The code is not taken?</h2>
        <ol>
        <li>Clear the browser's cache, and begin again.</li>
        <li>Each code counts once: wait for the next one. Set the clock of your phone to automatic,
        because codes depend on the time.</li>
        <li>Use another of your methods, if you have one.</li>
        <li>If no method works any more, <a href="/help/recovery">recovery</a> is the way.</li>
        </ol>
        <p><a href="/help/code">More about codes</a> · <a href="/sign-in">Begin again</a></p>
        </div>
        """

    static let mailboxText = """
        <div class="sheet">
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        {{#sent}}
        <p class="notice" role="status">If everything is as it should be, a mail with a link is on
        its way to the address that you sign in with.</p>
        <p>Open the link and give your password there. The link counts once and only for a while;
        this page gains nothing by it and can be closed.</p>
        {{/sent}}
        {{^sent}}
        {{#isDevice}}
        <p>Your password was given with wrong codes again and again, so somebody else may know it.
        This browser is new to your login: open a link from your mailbox first, and give your code
        after it. On a browser that you signed in with before, you need no link.</p>
        <p>It is so until the password is another one.
        <a href="/help/confirm-device">Why a link</a></p>
        {{/isDevice}}
        {{^isDevice}}
        <p>This login has no two-step verification yet. A password alone does not set it up: open a
        link from your mailbox first, and go on from there.
        <a href="/help/confirm-mailbox">Why a link</a></p>
        {{/isDevice}}
        <form method="post" action="/sign-in/mailbox-link">
        <input type="hidden" name="form_token" value="{{form}}">
        <button>Send me the link</button>
        </form>
        {{/sent}}
        </div>
        """

    static let recoveryText = """
        <div class="sheet">
        <p>Your password is right, but none of your methods can give a code any more.</p>
        <p>The only way on is account recovery: you show who you are with documents, and two
        reviewers decide. Nobody can skip it, not even support.</p>
        <p>If you find a method that still works, <a href="/sign-in">sign in again</a>.
        <a href="/help/recovery">About recovery</a></p>
        </div>
        """

    static let mailboxLinkText = """
        <form class="sheet" method="post" action="/sign-in/link">
        <input type="hidden" name="form_token" value="{{form}}">
        <input type="hidden" name="token" value="{{token}}">
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        <p>The link brought you here; now give your password once more. Signing in goes on in this
        browser.</p>
        <div class="field">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" value="{{email}}" autocomplete="username"
          maxlength="254" required{{^fault}} autofocus{{/fault}}>
        </div>
        <div class="field">
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password"
          required{{#fault}} autofocus{{/fault}}>
        </div>
        <button>Continue</button>
        <p class="hint">You did not ask for this link? Close this page, and tell an admin of your
        account: somebody knows your password.</p>
        </form>
        """
}
