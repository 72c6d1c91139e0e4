import JSONSyntax
import Plotting

/// A report as one page of HTML that needs no other file and no network.
public struct HTMLReport {
  private let report: Report

  public init(_ report: Report) { self.report = report }

  public var text: String {
    let cells = report.cells.enumerated().map { Self.html($1, number: $0 + 1) }
    let main = cells.joined(separator: "\n") + "\n<footer>\n\(facts)\n</footer>"
    return Self.page(title: report.title, main: main, scripts: main.contains("<x-equation") ? [Equations.script] : [])
  }

  /// A page about cells.
  /// - Parameters:
  ///   - scripts: what runs when the page is there.
  ///   - follows: whether it asks its server for more.
  static func page(title: String, main: String, scripts: [String], follows: Bool = false) -> String {
    let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)\(follows ? "; connect-src 'self'" : "")">
      <title>\(Markup.escaped(title))</title>
      <link rel="icon" href="data:,">
      <style>
      \(Self.style)</style>
      </head>
      <body>
      <main>
      \(main)
      </main>
      \(scripts.filter { !$0.isEmpty }.map { "<script>\n\($0)</script>\n" }.joined())</body>
      </html>

      """
  }

  private static let style =
    (Pages.files.first { $0.name == "report.css" }?.text ?? "")
    + SourceText.colours.map { ".\($0.kind) { color: \($0.colour.hexadecimal); }\n" }.joined()

  /// What the run was made of.
  private var facts: String {
    let rows = report.facts.map { "<tr><th>\(Markup.escaped($0.name))</th><td>\(Markup.escaped($0.value))</td></tr>" }
    return "<table>\n\(rows.joined(separator: "\n"))\n</table>"
  }

  /// One element for a cell.
  /// - Parameter state: how it stands in a report that follows its file.
  static func html(_ cell: Report.Cell, number: Int, state: LiveReport.State? = nil) -> String {
    switch cell.cell.kind {
    case .markdown(let attachments):
      let html = pictures(attachments).reduce(Markdown.html(cell.cell.text)) { html, picture in
        html.replacing("src=\"attachment:\(picture.name)\"", with: "src=\"\(picture.address)\"")
      }
      return "<section class=\"text\" id=\"cell-\(number)\">\n\(html)</section>"
    case .raw: return "<section class=\"raw\" id=\"cell-\(number)\">\n<pre>\(Markup.lines(cell.cell.text))</pre>\n</section>"
    case .code:
      let state = cell.hasFailed ? " failed" : cell.seconds == nil && state != .running ? " stale" : state.map { " \($0.rawValue)" } ?? ""
      let time = cell.seconds.map { Report.duration($0) } ?? "not run"
      return """
        <section class="code\(state)" id="cell-\(number)">
        <pre class="source">\(source(cell.cell.text))</pre>
        <p class="time">\(time)</p>
        \(cell.outputs.map(html).joined(separator: "\n"))
        </section>
        """
    }
  }

  /// The pictures of a text cell as addresses that hold them.
  private static func pictures(_ attachments: JSON?) -> [(name: String, address: String)] {
    guard case .object(let pictures)? = attachments else { return [] }
    return pictures.compactMap { picture in
      guard case .object(let forms) = picture.value, let form = forms.first, let data = form.value.string else { return nil }
      return (Markup.escaped(picture.name), "data:\(Markup.escaped(form.name));base64,\(Markup.escaped(data))")
    }
  }

  private static func html(_ output: Report.Output) -> String {
    switch output {
    case .stream(let text, let isError): return "<pre class=\"\(isError ? "notes" : "printed")\">\(Markup.lines(text))</pre>"
    case .error(_, let text): return "<pre class=\"error\">\(Markup.lines(text))</pre>"
    case .value(let forms, _):
      if let html = forms["text/html"]?.string { return "<div class=\"rich\">\(html)</div>" }
      if let svg = forms["image/svg+xml"]?.string { return "<div class=\"rich\">\(svg)</div>" }
      if let text = forms["text/markdown"]?.string { return "<div class=\"rich\">\(Markdown.html(text))</div>" }
      return "<pre class=\"value\">\(Markup.lines(forms["text/plain"]?.string ?? ""))</pre>"
    }
  }

  /// Code with the kinds of its words as classes.
  private static func source(_ code: String) -> String {
    SourceText.pieces(code).map { piece in
      let text = Markup.lines(piece.text)
      return piece.kind.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
    }.joined()
  }
}
