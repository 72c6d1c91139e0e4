import JSONSyntax

/// A page of HTML that needs no other file: a drawing, and what its scripts make of it.
struct Page {
  let drawing: Drawing
  /// What moves; where there is nothing, the whole drawing does.
  let moving: [Moving]
  /// What it says as long as no pointer asks for something else.
  var note = ""

  /// What a script reads from an element, and what steers it.
  struct Moving {
    /// Of the element, and of the form.
    let name: String
    let data: JSON
    /// The inside of the form.
    let form: String
  }

  func text(script: String, style: String) -> String {
    let forms = moving.map { "<form name=\"\($0.name)\" hidden=\"\">\n\($0.form)\n</form>\n" }.joined()
    let held = moving.map { "<script type=\"application/json\" id=\"\($0.name)\">\(Page.enclosed($0.data))</script>\n" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(Markup.escaped(drawing.title))</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <main>
      <div>
      \(drawing.svg())</div>
      <output>\(Markup.escaped(note))</output>
      \(forms)</main>
      \(held)<script>
      \(script)</script>
      </body>
      </html>

      """
  }

  /// A text of the user may not end the element.
  private static func enclosed(_ data: JSON) -> String {
    data.text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }
}
