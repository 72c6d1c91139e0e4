extension Tensor {
  /// The tensor as text.
  ///
  /// In full it is a list that the language reads back, with the fewest digits that keep every element
  /// (`[[1, 2], [3, 4]]`; an empty one is `zeros(0, 3)`). Otherwise a number or a vector of up to 10 elements takes one line, with
  /// five significant digits; all else has a head, `Tensor [3×90] Float32`, and aligned rows at most 80 columns wide, where … stands for
  /// what is left out.
  public func text(full: Bool = false) -> String {
    if rank == 0 { return fullText }
    if full { return isEmpty && rank > 1 ? "zeros(" + shape.map(String.init).joined(separator: ", ") + ")" : fullText }
    if rank == 1, count <= 10 {
      let line = "[" + (0..<count).map { decimal($0).short(5) }.joined(separator: ", ") + "]"
      if line.count <= Layout.width { return line }
    }
    let head = "Tensor \(shapeText(shape)) \(isFloat32 ? "Float32" : "Float64")"
    return ([head] + (isEmpty ? [] : Layout(self).lines)).joined(separator: "\n")
  }

  private var isEmpty: Bool { count == 0 }

  /// Digits of an element, by the shortest form of its own type.
  func decimal(_ i: Int) -> Decimal {
    switch storage {
    case .float64(let x): Decimal(x[i])
    case .float32(let x): Decimal(x[i])
    }
  }

  private var fullText: String {
    var result = ""
    switch storage {
    case .float64(let x): write(axis: 0, offset: 0, to: &result) { numberText(x[$0]) }
    case .float32(let x): write(axis: 0, offset: 0, to: &result) { numberText(x[$0]) }
    }
    return result
  }

  /// Writes the elements from `offset` on, as lists from `axis` inwards.
  private func write(axis: Int, offset: Int, to result: inout String, element: (Int) -> String) {
    guard axis < rank else {
      result += element(offset)
      return
    }
    let step = shape[(axis + 1)...].reduce(1, *)
    result += "["
    for i in 0..<shape[axis] {
      if i > 0 { result += ", " }
      write(axis: axis + 1, offset: offset + i * step, to: &result, element: element)
    }
    result += "]"
  }
}

/// Rows and columns of a tensor with at least one element, as they are shown.
private struct Layout {
  static let width = 80
  static let gap = 2
  /// Rows of a matrix, and matrices, of which all are shown; of more, as many from both ends.
  static let maximumRows = 10
  static let maximumBlocks = 4

  let tensor: Tensor
  let rows: Int
  let columns: Int
  let format: ColumnFormat

  init(_ tensor: Tensor) {
    let rows = tensor.rank > 1 ? tensor.shape[tensor.rank - 2] : 1
    let columns = tensor.shape[tensor.rank - 1]
    self.tensor = tensor
    self.rows = rows
    self.columns = columns
    // Every element that could be shown, were all of them one digit wide.
    let candidates = Layout.shown(of: columns, atMost: Layout.width / (1 + Layout.gap)).compactMap { $0 }
    let blocks = Layout.shown(of: tensor.count / (rows * columns), atMost: Layout.maximumBlocks)
    let shownRows = Layout.shown(of: rows, atMost: Layout.maximumRows)
    let decimals = blocks.compactMap { $0 }.flatMap { block in
      shownRows.compactMap { $0 }.flatMap { row in
        candidates.map { tensor.decimal((block * rows + row) * columns + $0) }
      }
    }
    format = ColumnFormat(for: decimals)
  }

  /// Which of n things are shown, nil in the place of those left out.
  static func shown(of n: Int, atMost limit: Int) -> [Int?] {
    guard n > limit else { return Array(0..<n) }
    let first = (limit + 1) / 2
    return Array(0..<first) + [nil] + Array((n - limit / 2)..<n)
  }

  var lines: [String] {
    guard tensor.rank > 2 else { return block(0) }
    let leading = Array(tensor.shape.dropLast(2))
    let strides = Shape.strides(leading)
    return Layout.shown(of: leading.reduce(1, *), atMost: Layout.maximumBlocks).flatMap { number -> [String] in
      guard let number else { return ["…"] }
      let places = leading.indices.map { "\(number / strides[$0] % leading[$0])" }
      return ["[" + (places + [":", ":"]).joined(separator: ", ") + "]"] + block(number)
    }
  }

  private func block(_ number: Int) -> [String] {
    let cell = format.width + Layout.gap
    var capacity = Layout.width / cell
    if columns > capacity { capacity = (Layout.width - Layout.gap - 1) / cell }
    let shownColumns = Layout.shown(of: columns, atMost: max(capacity, 2))
    return Layout.shown(of: rows, atMost: Layout.maximumRows).map { row in
      guard let row else { return String(repeating: " ", count: cell - 1) + "…" }
      return shownColumns.map { column in
        guard let column else { return "  …" }
        let text = format.text(tensor.decimal((number * rows + row) * columns + column))
        return String(repeating: " ", count: cell - text.count) + text
      }.joined()
    }
  }
}
