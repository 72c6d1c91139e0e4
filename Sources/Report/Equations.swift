import Language

/// What makes formulas of a page into mathematics, where this machine has it: a script with KaTeX, which runs without a network and
/// leaves formulas as MathML, which browsers show. Without it formulas show in their source.
enum Equations {
  /// KaTeX as Debian has it (libjs-katex).
  private static let library = "/usr/share/javascript/katex/katex.min.js"

  /// The script; empty where KaTeX is not there.
  static var script: String {
    guard let bytes = readFile(library), let own = Pages.files.first(where: { $0.name == "equations.js" })?.text else { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    // what ends a script would end it inside the page too
    return text.contains("</script") ? "" : text + "\n" + own
  }
}
