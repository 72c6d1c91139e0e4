/// The rectangles of a picture, in CSS pixels: title at the top, the panel with room for ticks and labels, a key on its right, notes below.
struct PageLayout {
  var width: Double
  var height: Double
  /// The inside of the axes.
  var left: Double
  var top: Double
  var panelWidth: Double
  var panelHeight: Double

  /// A letter of the 12 pixel font is about so wide; no font is measured.
  static let letterWidth = 7.2

  /// - Parameters:
  ///   - size: the whole picture where the figure doesn't say.
  ///   - margin: room for ticks and labels on the left and below.
  ///   - key: room on the right.
  ///   - shape: width over height that the panel should have; nil for all there is.
  init(_ figure: Figure, size: Figure.Size, margin: (left: Double, bottom: Double), key: Double, shape: Double?) {
    let whole = figure.size ?? size
    width = whole.width
    height = whole.height
    left = margin.left
    top = PageLayout.above(figure)
    let below = PageLayout.below(figure, margin.bottom)
    let room = (width: max(width - left - key, 40), height: max(height - top - below, 40))
    panelWidth = room.width
    panelHeight = room.height
    guard let shape else { return }
    panelWidth = max(min(room.width, room.height * shape), min(room.width, 60))
    panelHeight = max(min(room.height, room.width / shape), min(room.height, 60))
    if figure.size == nil {
      // the picture shrinks with its panel
      height -= room.height - panelHeight
      width = max(width - room.width + panelWidth, 280)
    }
    left += max(0, width - left - key - panelWidth) / 2
    top += max(0, height - top - below - panelHeight) / 2
  }

  /// How large a picture is whose panel has a given size.
  static func size(
    _ figure: Figure, panel: (width: Double, height: Double), margin: (left: Double, bottom: Double), key: Double
  ) -> Figure.Size {
    .init(width: margin.left + panel.width + key, height: above(figure) + panel.height + below(figure, margin.bottom))
  }

  /// Room above the panel: for the title.
  private static func above(_ figure: Figure) -> Double { figure.title.isEmpty ? 20 : 44 }

  /// Room below it: a margin, and the notes.
  private static func below(_ figure: Figure, _ margin: Double) -> Double {
    margin + 17 * Double(figure.notes.count) + (figure.notes.isEmpty ? 0 : 8)
  }

  var right: Double { left + panelWidth }
  var bottom: Double { top + panelHeight }

  /// The title above the panel, smaller where it is long, and cut off where even that doesn't fit.
  private func drawTitle(_ title: String, on drawing: inout Drawing) {
    // bold letters are wider
    let letter = PageLayout.letterWidth / 12 * 1.1
    let room = width - 24
    let clean = DisplayWidth.cleaned(title)
    let size = min(15, max(11, (room / letter / Double(max(DisplayWidth.of(clean), 1))).rounded(.down)))
    let text = DisplayWidth.cut(clean, to: Int(room / letter / size))
    let half = Double(DisplayWidth.of(text)) * letter * size / 2
    let x = min(max(left + panelWidth / 2, 12 + half), max(width - 12 - half, 12 + half))
    drawing.label(text, x: x, y: 22, size: size, isBold: true)
  }

  /// About how wide a text of 12 pixels is.
  static func width(of text: String) -> Double { Double(DisplayWidth.of(text)) * letterWidth }

  /// The sheet with title and notes on it.
  func sheet(_ figure: Figure, description: String) -> Drawing {
    var drawing = Drawing(
      width: width, height: height, title: figure.title.isEmpty ? description : figure.title,
      description: ([description] + figure.notes).joined(separator: "; "))
    if !figure.title.isEmpty { drawTitle(figure.title, on: &drawing) }
    for (i, note) in figure.notes.enumerated() {
      let y = height - 14 - 17 * Double(figure.notes.count - 1 - i)
      drawing.label(note, x: 12, y: y, anchor: .start, size: 11, colour: Colour(0x666666))
    }
    return drawing
  }
}

/// Numbers as they are set in print.
enum Typeset {
  /// A minus sign for the hyphen, and a power of ten for "e": −2.5×10⁻⁷.
  static func number(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text.replacingHyphen }
    let power = "10" + NumberText.superscript(exponent)
    return parts[0] == "1" ? power : String(parts[0]).replacingHyphen + "×" + power
  }
}

extension String {
  fileprivate var replacingHyphen: String { String(map { $0 == "-" ? "−" : $0 }) }
}
