extension PageTemplate {
    static let settingsText = """
        <section class="sheet" aria-labelledby="two-step">
        <h2 id="two-step">Two-step verification</h2>
        <p class="{{stateTone}}">{{state}}</p>
        <div class="wide"><table>
        <thead><tr><th>Method</th><th>Kind</th><th>State</th></tr></thead>
        <tbody>
        {{#methods}}
        <tr><td>{{label}}</td><td>{{kind}}</td><td>{{state}}</td></tr>
        {{/methods}}
        </tbody>
        </table></div>
        </section>
        {{#advice}}
        {{#first()}}<section class="sheet"><h2>Advice</h2><ul>{{/first()}}
        <li>{{.}}</li>
        {{#last()}}</ul></section>{{/last()}}
        {{/advice}}
        {{#findings}}
        <section class="sheet">
        <h2>This login is flagged as shared</h2>
        <p>{{declarer}}{{#note}} wrote: “{{note}}”{{/note}}</p>
        <ul>{{#risks}}<li>{{.}}</li>{{/risks}}</ul>
        <p>{{recommendation}}</p>
        <p class="hint">Nothing is blocked by it.</p>
        </section>
        {{/findings}}
        <section class="sheet" aria-labelledby="login">
        <h2 id="login">Your login</h2>
        <dl class="facts">
        <dt>Legal name</dt><dd>{{name}}</dd>
        <dt>E-mail address</dt><dd>{{email}}</dd>
        <dt>Session ends</dt><dd>{{sessionEnds}}</dd>
        </dl>
        </section>
        <section class="sheet" aria-labelledby="accounts">
        <h2 id="accounts">Your seller accounts</h2>
        <div class="wide"><table>
        <thead><tr><th>Account</th><th>You are</th><th>State</th></tr></thead>
        <tbody>
        {{#accounts}}
        <tr><td>{{name}}</td><td>{{role}}</td><td>{{state}}</td></tr>
        {{/accounts}}
        </tbody>
        </table></div>
        </section>
        <section class="sheet" aria-labelledby="sessions">
        <h2 id="sessions">Where you are signed in</h2>
        <div class="wide"><table>
        <thead><tr><th>Program</th><th>Address</th><th>Last seen</th></tr></thead>
        <tbody>
        {{#sessions}}
        <tr><td>{{program}}{{#current}} <strong>(this one)</strong>{{/current}}</td><td class="time">{{address}}</td><td class="time">{{lastSeen}}</td></tr>
        {{/sessions}}
        </tbody>
        </table></div>
        </section>
        <form method="post" action="/sign-out">
        <input type="hidden" name="form_token" value="{{form}}">
        <button class="second">Sign out</button>
        </form>
        """
}
