extension PageTemplate {
    static let referenceText = """
        <div class="sheet">
        <p>Every operation of the API, with what it asks for and how it refuses. Programs read the
        same in <a href="/openapi.json">the OpenAPI document</a>.</p>
        <div class="wide"><table>
        <thead><tr><th>Operation</th><th>Request</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><td><a href="#{{name}}">{{name}}</a></td><td><code>{{verb}} {{path}}</code></td></tr>
        {{/rows}}
        </tbody>
        </table></div>
        </div>
        {{#rows}}
        <section class="sheet" id="{{name}}">
        <h2>{{name}}</h2>
        <p><code>{{verb}} {{path}}</code></p>
        <p>{{summary}}</p>
        <dl class="facts">
        <dt>Credentials</dt><dd>{{credentials}}</dd>
        <dt>Authority</dt><dd>{{authority}}</dd>
        <dt>Step-up</dt><dd>{{stepUp}}</dd>
        <dt>Required headers</dt><dd>{{headers}}</dd>
        <dt>Who may see the target</dt><dd>{{visibility}}</dd>
        <dt>Refusals</dt><dd>{{#errors}}<a href="/problems/{{.}}">{{.}}</a>{{^last()}}, {{/last()}}{{/errors}}</dd>
        </dl>
        </section>
        {{/rows}}
        """

    static let meaningText = """
        <div class="sheet">
        <p>{{meaning}}</p>
        {{#help}}<p><a href="{{path}}">{{title}}</a></p>{{/help}}
        <p class="hint">Code <code>{{code}}</code>, HTTP status {{status}}.
        <a href="{{reference}}">Which operations refuse with it</a></p>
        </div>
        """
}
