extension PageTemplate {
    static let invitationText = """
        <div class="sheet">
        <p>{{#inviter}}<strong>{{inviter}}</strong> invites you{{/inviter}}{{^inviter}}You are
        invited{{/inviter}} to become {{role}} of the seller account
        <strong>{{account}}</strong>.</p>
        <p>You sign in with your own e-mail address, password and code. They are yours alone: never
        share them.</p>
        </div>
        {{#person}}
        <form class="sheet" method="post" action="/accept/join">
        <input type="hidden" name="form_token" value="{{form}}">
        <input type="hidden" name="token" value="{{token}}">
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        <dl class="facts spaced">
        <dt>Invited address</dt><dd>{{email}}</dd>
        <dt>You are signed in as</dt><dd>{{person}}</dd>
        </dl>
        <button>Join as {{person}}</button>
        </form>
        {{/person}}
        {{^person}}
        <form class="sheet" method="post" action="/accept">
        <input type="hidden" name="form_token" value="{{form}}">
        <input type="hidden" name="token" value="{{token}}">
        <h2>Make your login</h2>
        {{#fault}}<p class="fault" role="alert">{{fault}}</p>{{/fault}}
        <div class="field">
        <label for="email">E-mail address</label>
        <input id="email" type="email" value="{{email}}" autocomplete="username" readonly>
        </div>
        <div class="field">
        <label for="name">Your legal name</label>
        <input id="name" name="name" type="text" value="{{name}}" autocomplete="name"
          maxlength="200" required aria-describedby="name-hint">
        <p class="hint" id="name-hint">As in your passport: account recovery compares it.</p>
        </div>
        <div class="field">
        <label for="password">New password</label>
        <input id="password" name="password" type="password" autocomplete="new-password"
          minlength="12" required aria-describedby="password-hint">
        <p class="hint" id="password-hint">At least 12 characters. Several words are better than
        odd signs.</p>
        </div>
        <button>Accept and continue</button>
        <p class="hint">Two-step verification is set up on the next page:
        <a href="/help/enable">how that goes, step by step</a>.</p>
        </form>
        <div class="sheet">
        <p>You have a login with this address? <a href="/sign-in">Sign in</a>, then open the link
        of the mail again.</p>
        </div>
        {{/person}}
        """
}
