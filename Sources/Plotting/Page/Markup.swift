/// Texts inside HTML.
public enum Markup {
  /// A text of the user, its markup characters escaped, on one line.
  public static func escaped(_ text: String) -> String {
    var writer = SVGWriter()
    writer.text(text)
    return writer.document
  }

  /// A text of many lines, its markup characters escaped.
  public static func lines(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }

  /// A whole page as an element of another one, which its scripts cannot touch.
  /// - Parameters:
  ///   - width: pixels that it takes where there is room.
  ///   - height: pixels.
  public static func frame(_ page: String, width: Int, height: Int) -> String {
    let source = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let style = "width:100%;max-width:\(width)px;height:\(height)px;border:0"
    return "<iframe sandbox=\"allow-scripts\" style=\"\(style)\" srcdoc=\"\(source)\"></iframe>"
  }
}
