/// A matrix product: rows × inner by inner × columns.
struct Product: Hashable {
  let rows: Int
  let inner: Int
  let columns: Int

  init(_ rows: Int, _ inner: Int, _ columns: Int) {
    (self.rows, self.inner, self.columns) = (rows, inner, columns)
  }

  /// Multiplications and additions.
  var operations: Double { 2 * Double(rows) * Double(inner) * Double(columns) }

  /// Those of a step of relu(Wᵀ W x + b): W x and Wᵀ h; backwards one with the weights, and one for the weights of each.
  static func ofToy(_ n: Int, _ h: Int, batch: Int = 1024) -> [Product] {
    [Product(h, n, batch), Product(n, h, batch), Product(h, n, batch), Product(h, batch, n), Product(h, batch, n)]
  }

  /// Those of a step of layers of these widths, the input's first: for each one forwards, one for its weights, and one for its input, but for the first's.
  static func ofLayers(_ sizes: [Int], batch: Int = 1024) -> [Product] {
    zip(sizes, sizes.dropFirst()).enumerated().flatMap { i, widths in
      let (from, to) = widths
      return [Product(to, from, batch), Product(to, batch, from)] + (i == 0 ? [] : [Product(from, to, batch)])
    }
  }
}
