import JSONSyntax
import Painting
import Plotting
import Syntax

/// A report as pages of a PDF.
public struct PDFReport {
  private let report: Report

  public init(_ report: Report) { self.report = report }

  /// The file.
  /// - Throws: where the libraries that make it are not there, or fail.
  public func bytes() throws(PaintingError) -> [UInt8] {
    let paper = try Paper(title: report.title)
    for cell in report.cells {
      switch cell.cell.kind {
      case .markdown: add(Markdown.blocks(cell.cell.text), to: paper)
      case .raw: paper.add([TextRun(cell.cell.text)], Self.printed)
      case .code: try add(cell, to: paper)
      }
    }
    let width = report.facts.map(\.name.count).max() ?? 0
    let facts = report.facts.map { $0.name.padded(to: width + 2) + $0.value }
    paper.add([Self.grey(facts.joined(separator: "\n"))], Self.facts)
    return try paper.bytes()
  }

  private func add(_ blocks: [Markdown.Block], to paper: Paper) {
    for block in blocks { paper.add(block.runs, block.style) }
  }

  private func add(_ cell: Report.Cell, to paper: Paper) throws(PaintingError) {
    var source = Self.source
    if cell.hasFailed { source.bar = Self.failure }
    // a figure stands on the page of its code
    if case .value(_, let drawing?)? = cell.outputs.first {
      let lines = cell.cell.text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
      source.keptRoom += Paper.height(of: drawing) + Double(lines) * source.size * 1.2
    }
    paper.add(Self.code(cell.cell.text), source)
    paper.add([Self.grey(cell.seconds.map { Report.duration($0) } ?? "not run")], Self.time)
    for output in cell.outputs {
      switch output {
      case .stream(let text, false): paper.add([TextRun(Self.trimmed(text))], Self.printed)
      case .stream(let text, true): paper.add([Self.grey(Self.trimmed(text))], Self.printed)
      case .error(_, let text): paper.add([TextRun(Self.trimmed(text))], Self.error)
      case .value(_, let drawing?): try paper.add(drawing)
      case .value(let forms, nil):
        if let text = forms["text/markdown"]?.string {
          add(Markdown.blocks(text), to: paper)
        } else {
          paper.add([TextRun(forms["text/plain"]?.string ?? "")], Self.printed)
        }
      }
    }
  }

  private static func code(_ code: String) -> [TextRun] {
    SourceText.pieces(code).map { piece in
      var run = TextRun(piece.text)
      if let colour = SourceText.colours.first(where: { $0.kind == piece.kind })?.colour { run.colour = colour }
      return run
    }
  }

  private static func grey(_ text: String) -> TextRun {
    var run = TextRun(text)
    run.colour = Colour(0x777777)
    return run
  }

  /// Without the end of its last line.
  private static func trimmed(_ text: String) -> String { text.hasSuffix("\n") ? String(text.dropLast()) : text }

  private static let failure = Colour(0xD55E00)
  private static let printed = TextStyle.code
  private static let source: TextStyle = {
    var style = TextStyle.code.on(Colour(0xF5F6F8), bar: Colour(0x0072B2), spaceAbove: 12)
    style.keptRoom = 40
    return style
  }()
  private static let error = TextStyle.code.on(Colour(0xFDF1EC), bar: failure, spaceAbove: 4)
  private static let facts = TextStyle.code.on(nil, bar: nil, spaceAbove: 24)
  private static let time: TextStyle = {
    var style = TextStyle()
    (style.size, style.alignment, style.spaceAbove) = (7, .right, 1)
    return style
  }()
}

extension TextStyle {
  /// Code, and what programs print.
  static let code: TextStyle = {
    var style = TextStyle()
    (style.isCode, style.size, style.spaceAbove) = (true, 8, 4)
    return style
  }()

  fileprivate func on(_ paper: Colour?, bar: Colour?, spaceAbove: Double) -> TextStyle {
    var style = self
    (style.paper, style.bar, style.spaceAbove) = (paper, bar, spaceAbove)
    return style
  }
}

extension String {
  /// With blanks behind it.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
