import HTTPTypes
import Hummingbird
import NIOCore

/// The one stylesheet. It asks for nothing else: no font, no picture, no script.
enum Stylesheet {
    /// Where it is. The number changes with the text, because browsers keep it for a day.
    static let path = "/assets/style-1.css"

    /// The stylesheet as an answer that browsers may keep.
    static var response: Response {
        let headers: HTTPFields = [
            .contentType: "text/css; charset=utf-8",
            .cacheControl: "public, max-age=86400",
        ]
        return Response(
            status: .ok,
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Contrast of text at least 7:1, of the outline of what has the focus at least 3:1.
    /// Source: WCAG 2.2, success criteria 1.4.6 and 1.4.11.
    static let text = """
        :root { color-scheme: light; --ink: #16202c; --soft: #44505e; --line: #c5ccd6;
          --paper: #fff; --ground: #f1f4f8; --deed: #0b4f9c; --wrong: #93150c; --good: #115c33; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        .band { background: var(--ink); color: #fff; padding: .75rem 1rem; font-weight: 600; }
        .band span { display: block; max-width: 38rem; margin: 0 auto; }
        main { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
        .sheet { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
          padding: 1.5rem; margin-bottom: 1.25rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
        p, ul, ol, dl { margin: 0 0 1rem; }
        ul, ol { padding-left: 1.25rem; }
        a { color: var(--deed); }
        label { display: block; font-weight: 600; margin: 0 0 .25rem; }
        .hint { color: var(--soft); font-size: .925rem; margin: .25rem 0 0; }
        .field { margin: 0 0 1.1rem; }
        input[type=email], input[type=password], input[type=text] { width: 100%; font: inherit;
          padding: .6rem .7rem; border: 1px solid #6b7785; border-radius: .35rem;
          background: #fff; color: var(--ink); }
        input.code { width: 11rem; font-size: 1.4rem; letter-spacing: .2em;
          font-variant-numeric: tabular-nums; }
        button { font: inherit; font-weight: 600; padding: .65rem 1.3rem; border-radius: .35rem;
          border: 1px solid var(--deed); background: var(--deed); color: #fff; cursor: pointer; }
        button.second { background: #fff; color: var(--deed); }
        :focus-visible { outline: 3px solid #d9730d; outline-offset: 2px; }
        .fault, .notice { border-left: .3rem solid; padding: .6rem .9rem; margin: 0 0 1.1rem;
          background: #fdf1f0; }
        .fault { border-color: var(--wrong); color: var(--wrong); }
        .notice { border-color: var(--deed); background: #eef4fb; }
        fieldset { border: 0; padding: 0; margin: 0 0 1.1rem; }
        legend { font-weight: 600; padding: 0; margin-bottom: .35rem; }
        .choice { font-weight: 400; display: flex; gap: .6rem; align-items: baseline;
          padding: .3rem 0; }
        .qr { width: 15rem; max-width: 100%; border: 1px solid var(--line); margin: 0 0 1rem; }
        .qr svg { display: block; width: 100%; height: auto; }
        code { font: .95rem ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; }
        dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr;
          gap: .4rem 1.25rem; margin: 0 0 .25rem; }
        dl.spaced { margin-bottom: 1.1rem; }
        input[readonly] { background: var(--ground); }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .5rem .75rem .5rem 0; vertical-align: top;
          border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; }
        td.time { white-space: nowrap; } td:last-child, th:last-child { padding-right: 0; }
        .sheet > :last-child { margin-bottom: 0; }
        tr:last-child td { border-bottom: 0; }
        .good { color: var(--good); font-weight: 600; }
        .wrong { color: var(--wrong); font-weight: 600; }
        @media (max-width: 30rem) { main { margin: 1rem auto; } .sheet { padding: 1.1rem; }
          td.time { white-space: normal; }
          dl.facts { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }

        """
}
