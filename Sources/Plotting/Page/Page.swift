import JSONSyntax

/// A page of HTML that needs no other file: a drawing, and what its script makes of it.
struct Page {
  /// Above the picture.
  let title: String
  let drawing: Drawing
  /// What the script moves; nil where that is the whole drawing.
  let moving: Moving?

  /// What a script reads from an element, and what steers it.
  struct Moving {
    /// Of the element, and of the form.
    let name: String
    let data: JSON
    /// The inside of the form.
    let form: String
  }

  func text(script: String, style: String) -> String {
    let form = moving.map { "<form name=\"\($0.name)\" hidden>\n\($0.form)\n</form>\n" } ?? ""
    let held = moving.map { "<script type=\"application/json\" id=\"\($0.name)\">\(Page.enclosed($0.data))</script>\n" } ?? ""
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escaped(drawing.title))</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <main>
      <h1 hidden>\(Markup.escaped(title))</h1>
      \(drawing.svg())<output></output>
      \(form)</main>
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
