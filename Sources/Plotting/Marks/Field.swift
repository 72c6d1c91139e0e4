/// Values over the plane of a figure as cells of colour.
struct Field: Mark {
  let lattice: Lattice
  var scale: ColourScale
  /// The edges of the columns along the lower side, then those of the rows along the left side.
  let positions: Positions
  /// A bar says which colours stand for which values.
  let hasBar: Bool

  init(_ lattice: Lattice, hasBar: Bool = true) {
    self.lattice = lattice
    self.hasBar = hasBar
    scale = ColourScale(of: lattice.values)
    let (x, y) = (Lattice.edges(lattice.x), Lattice.edges(lattice.y))
    positions = Positions(x: x + y.map { _ in x[0] }, y: x.map { _ in y[0] } + y)
  }

  var margin: (u: Double, v: Double) { (0, 0) }
  var key: Key { hasBar ? .scale(scale) : .none }
  var summary: String { "\(lattice.rows) × \(lattice.columns) values over the plane" }

  /// Beyond so many cells, a cell does not say its value to a pointer.
  private static let mostTitles = 4096

  private func colour(_ value: Double) -> Colour { scale.colour(value) ?? .missing }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let (columns, rows) = (lattice.columns, lattice.rows)
    let edges = edges(stage)
    guard rows * columns <= Field.mostTitles else {
      let (left, top) = (edges.x[0], edges.y[rows])
      let (width, height) = (edges.x[columns] - left, edges.y[0] - top)
      let across = Field.pixels(edges.x, size: Int(width.rounded(.up)))
      let up = Field.pixels(edges.y.map { -$0 }, size: Int(height.rounded(.up)))
      let colours = up.reversed().flatMap { rows in across.map { colour(mean(rows: rows, columns: $0)) } }
      drawing.add(
        .cells(.init(at: (left, top), width: width, height: height, rows: up.count, columns: across.count, colours: colours)))
      return
    }
    drawing.group(.crisp) { drawing in
      for row in 0..<rows {
        let (low, high) = (edges.y[row], edges.y[row + 1])
        for column in 0..<columns {
          let (left, right) = (edges.x[column], edges.x[column + 1])
          drawing.rectangle(
            x: left, y: high, width: right - left, height: low - high, fill: colour(lattice.values[row * columns + column]),
            title: title(row, column))
        }
      }
    }
  }

  /// Where columns and rows begin and end; y runs downwards, so that it falls.
  private func edges(_ stage: Stage) -> (x: [Double], y: [Double]) {
    let (columns, rows) = (lattice.columns, lattice.rows)
    return ((0...columns).map { stage.place($0).x }, (0...rows).map { stage.place(columns + 1 + $0).y })
  }

  /// The cells that fall on each pixel of `size`; one by one where all are equally long and as many as the pixels, or fewer.
  /// - Parameter edges: rising.
  private static func pixels(_ edges: [Double], size: Int) -> [Range<Int>] {
    let count = edges.count - 1
    let (start, length) = (edges[0], edges[count] - edges[0])
    let isEven = edges.indices.allSatisfy { abs(edges[$0] - start - length * Double($0) / Double(count)) < 1e-6 * length }
    if isEven, count <= size { return (0..<count).map { $0..<$0 + 1 } }
    let bounds = (0...size).map { cell(start + length * Double($0) / Double(size), edges) ?? count }
    return (0..<size).map { bounds[$0]..<max(bounds[$0 + 1], bounds[$0] + 1) }
  }

  /// The mean of the finite values in some rows and columns; NaN where there are none.
  private func mean(rows: Range<Int>, columns: Range<Int>) -> Double {
    if rows.count == 1, columns.count == 1 { return lattice.values[rows.lowerBound * lattice.columns + columns.lowerBound] }
    var (sum, count) = (0.0, 0.0)
    for row in rows {
      for column in columns where lattice.values[row * lattice.columns + column].isFinite {
        sum += lattice.values[row * lattice.columns + column]
        count += 1
      }
    }
    return sum / count
  }

  /// "(0.1, 2): 0.31"
  private func title(_ row: Int, _ column: Int) -> String {
    let value = lattice.values[row * lattice.columns + column]
    return "(\(NumberText.short(lattice.x[column])), \(NumberText.short(lattice.y[row]))): \(NumberText.short(value))"
  }

  /// Two dots of colour in each character; without colours, a character by the value.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let edges = edges(stage)
    let up = edges.y.map { -$0 }
    func value(_ x: Double, _ y: Double) -> Double? {
      guard let column = Field.cell(x, edges.x), let row = Field.cell(-y, up) else { return nil }
      return lattice.values[row * lattice.columns + column]
    }
    let view = stage.view
    for row in Int(view.top / 4)...Int(view.bottom / 4) {
      for column in Int(view.left / 2)...Int(view.right / 2) {
        let x = Double(column * 2 + 1)
        if stage.mode == .none {
          guard let value = value(x, Double(row * 4 + 2)) else { continue }
          canvas.paint(scale.character(value), row: row, column: column)
          continue
        }
        let pair = [1, 3].map { value(x, Double(row * 4 + $0)).map { scale.colour($0) ?? .missing } }
        guard pair[0] != nil || pair[1] != nil else { continue }
        canvas.paint("▀", row: row, column: column, foreground: pair[0], background: pair[1])
      }
    }
  }

  /// The number of the cell in which a place lies, between rising edges.
  private static func cell(_ place: Double, _ edges: [Double]) -> Int? {
    guard let first = edges.first, let last = edges.last, place >= first, place < last else { return nil }
    var (low, high) = (0, edges.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }
}
