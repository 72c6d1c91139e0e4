/// A grid of character cells. A cell holds a character, or braille dots (2 × 4 in each cell, so dots are about square).
///
/// Whatever lies outside is dropped.
struct Canvas {
  let width: Int
  let height: Int
  /// [height × width]
  private var cells: [Cell]

  private struct Cell {
    var character: Character?
    /// The right half of a wide character: nothing is written here.
    var isCovered = false
    /// Braille dots of marks, and of the guides behind them; guides show where there are no marks.
    var dots: UInt8 = 0
    var guideDots: UInt8 = 0
    var foreground: Colour?
    var background: Colour?
    /// Dots may take the character's place.
    var isArea = false

    /// Its colour on the screen: black ink is the terminal's own, which can be read on a dark ground too.
    var ink: Colour? { foreground == .black && background == nil ? nil : foreground }

    var isBlank: Bool { character == nil && !isCovered && dots == 0 && guideDots == 0 && background == nil }
  }

  /// `width` × `height` blank cells.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Array(repeating: Cell(), count: width * height)
  }

  /// Writes one line of text; what doesn't fit on the right is cut off, marked by "…".
  mutating func write(_ text: String, row: Int, column: Int, colour: Colour? = nil) {
    guard row >= 0, row < height else { return }
    var place = max(column, 0)
    for character in DisplayWidth.cut(DisplayWidth.cleaned(text), to: width - place) {
      let columns = DisplayWidth.of(character)
      guard columns > 0, place + columns <= width else { continue }
      cells[row * width + place] = Cell(character: character, foreground: colour)
      if columns == 2 { cells[row * width + place + 1] = Cell(isCovered: true) }
      place += columns
    }
  }

  /// Part of a coloured area: a character on which dots may be set, which then stand on the area's colour.
  mutating func paint(_ character: Character, row: Int, column: Int, foreground: Colour? = nil, background: Colour? = nil) {
    put(character, row: row, column: column, foreground: foreground, background: background)
    if row >= 0, row < height, column >= 0, column < width { cells[row * width + column].isArea = true }
  }

  /// Sets all cells of another canvas that are not blank, from (row, column) on.
  mutating func paste(_ other: Canvas, row: Int, column: Int) {
    for (i, cell) in other.cells.enumerated() where !cell.isBlank || cell.isCovered {
      let (y, x) = (row + i / other.width, column + i % other.width)
      if y >= 0, y < height, x >= 0, x < width { cells[y * width + x] = cell }
    }
  }

  /// How many rows there are down to the last that is not blank.
  var usedHeight: Int { ((cells.lastIndex { !$0.isBlank } ?? -1) + width) / max(width, 1) }

  /// One character on a background; both colours may be the terminal's own.
  mutating func put(_ character: Character, row: Int, column: Int, foreground: Colour? = nil, background: Colour? = nil) {
    guard row >= 0, row < height, column >= 0, column < width else { return }
    cells[row * width + column] = Cell(character: character, foreground: foreground, background: background)
  }

  /// No mark and no text lies in `count` cells from (row, column) on, and all of them are on the canvas.
  func isFree(row: Int, column: Int, count: Int) -> Bool {
    guard row >= 0, row < height, column >= 0, column + count <= width else { return false }
    return (column..<column + count).allSatisfy { at in
      let cell = cells[row * width + at]
      return (cell.character == nil || cell.isArea) && !cell.isCovered && cell.dots == 0
    }
  }

  /// Sets the dot at (x, y), counted in dots from the top left; the cell takes the colour.
  mutating func dot(_ x: Int, _ y: Int, colour: Colour?, isGuide: Bool = false) {
    guard x >= 0, y >= 0, x < 2 * width, y < 4 * height else { return }
    let index = (y / 4) * width + x / 2
    if cells[index].isArea, !isGuide {
      cells[index] = Cell(background: cells[index].background ?? cells[index].foreground)
    }
    guard cells[index].character == nil, !cells[index].isCovered else { return }
    let bit = Canvas.bit(x % 2, y % 4)
    if isGuide {
      cells[index].guideDots |= bit
      if cells[index].dots == 0 { cells[index].foreground = colour }
    } else {
      cells[index].dots |= bit
      cells[index].foreground = colour
    }
  }

  /// Sets the dots of a straight line, the first of every `stride`.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), colour: Colour?, stride: Int = 1, isGuide: Bool = false
  ) {
    let steps = Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up))
    for step in Swift.stride(from: 0, through: steps, by: stride) {
      let share = steps == 0 ? 0 : Double(step) / Double(steps)
      let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
      dot(Int(x.rounded(.down)), Int(y.rounded(.down)), colour: colour, isGuide: isGuide)
    }
  }

  /// A square of dots about a place.
  mutating func blob(_ at: (x: Double, y: Double), size: Int, colour: Colour) {
    let (x, y) = (Int(at.x) - (size - 1) / 2, Int(at.y) - (size - 1) / 2)
    for down in 0..<size {
      for across in 0..<size { dot(x + across, y + down, colour: colour) }
    }
  }

  /// The lines, without blanks at their ends and without empty lines at the end, each ended by a newline.
  func rendered(_ mode: TextColour) -> String {
    var lines = (0..<height).map { row in
      let line = cells[row * width..<(row + 1) * width]
      return rendered(line[..<((line.lastIndex { !$0.isBlank } ?? line.startIndex - 1) + 1)], mode)
    }
    while lines.last == "" { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }

  private func rendered(_ line: ArraySlice<Cell>, _ mode: TextColour) -> String {
    var text = ""
    var colours: (foreground: Colour?, background: Colour?) = (nil, nil)
    for cell in line where !cell.isCovered {
      let isVisible = !cell.isBlank
      if mode != .none, isVisible || colours.background != nil, colours != (cell.ink, cell.background) {
        colours = (cell.ink, cell.background)
        text += mode.sequence(foreground: colours.foreground, background: colours.background)
      }
      text.append(Canvas.glyph(cell))
    }
    return colours == (nil, nil) ? text : text + "\u{1B}[0m"
  }

  private static func glyph(_ cell: Cell) -> Character {
    if let character = cell.character { return character }
    let dots = cell.dots != 0 ? cell.dots : cell.guideDots
    guard dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) else { return " " }
    return Character(scalar)
  }

  /// The bit of a dot in the code of its braille character: columns 0 and 1, rows 0 … 3.
  private static func bit(_ column: Int, _ row: Int) -> UInt8 {
    let left: [UInt8] = [0x01, 0x02, 0x04, 0x40]
    let right: [UInt8] = [0x08, 0x10, 0x20, 0x80]
    return column == 0 ? left[row] : right[row]
  }
}
