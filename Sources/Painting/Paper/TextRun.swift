import Plotting

/// A piece of a text that is set in one style.
public struct TextRun: Sendable {
  public var text: String
  public var isBold = false
  public var isItalic = false
  public var isStruck = false
  /// Letters of one width, as in code.
  public var isCode = false
  public var colour = Colour.ink

  public init(_ text: String) { self.text = text }

  /// As Pango's markup: elements like those of HTML.
  var markup: String {
    var attributes = "foreground=\"\(colour.hexadecimal)\""
    if isBold { attributes += " weight=\"bold\"" }
    if isItalic { attributes += " style=\"italic\"" }
    if isStruck { attributes += " strikethrough=\"true\"" }
    if isCode { attributes += " face=\"\(TextStyle.codeFamily)\"" }
    return "<span \(attributes)>\(Self.escaped(text))</span>"
  }

  /// With references in place of what begins elements.
  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\n", "\t": result.append(scalar)
      case "\r": continue
      default: result.append(scalar.printable)
      }
    }
    return String(result)
  }
}

extension [TextRun] {
  /// The lines of a text, each with its pieces. What is far longer than a line of paper is cut: for one of a million characters Pango
  /// takes minutes.
  var lines: [[TextRun]] {
    var (lines, length): ([[TextRun]], Int) = ([[]], 0)
    func startLine() {
      lines.append([])
      length = 0
    }
    for run in self {
      for (i, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if i > 0 { startLine() }
        var rest = part
        while !rest.isEmpty {
          if length == Self.longest { startLine() }
          var piece = run
          piece.text = String(rest.prefix(Self.longest - length))
          lines[lines.count - 1].append(piece)
          length += piece.text.count
          rest = rest.dropFirst(piece.text.count)
        }
      }
    }
    return lines
  }

  /// Characters of a line.
  private static var longest: Int { 2000 }
}
