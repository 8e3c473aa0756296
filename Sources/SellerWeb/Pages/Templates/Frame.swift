extension PageTemplate {
    static let layoutText = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – Seller Accounts</title>
        <link rel="stylesheet" href="{{stylesheet}}">
        </head>
        <body>
        <header class="band"><span>Seller Accounts</span></header>
        <main>
        <h1>{{title}}</h1>
        {{{body}}}
        <p><a href="/help">Help</a></p>
        </main>
        </body>
        </html>

        """

    static let problemText = """
        <div class="sheet">
        <p class="fault" role="alert">{{detail}}</p>
        <p><a href="/sign-in">Go to sign-in</a></p>
        <p class="hint">If you ask somebody for help, name this request: <code>{{requestID}}</code></p>
        </div>
        """
}
