import CVector
import Instructions

// Products of a tile, width 64: d(i·n + j, l) = Σ_k A(i,k,l)·B(k,j,l). Each sum is a chain of fused multiply-adds in the order of k,
// whatever the blocks, so the bits are the same for every build.

/// A matrix of numbers times rows of a tile: d(p, q) = Σ_k a[p·aRow + k·aInner]·B(k, q).
struct MatrixProduct {
  /// Row (p, q) of the result is at d + p·dRow + q·dColumn.
  var d: UnsafeMutablePointer<Float>
  var dRow: Int
  var dColumn: Int
  var a: UnsafePointer<Float>
  var aRow: Int
  var aInner: Int
  /// Row (k, q) is at b + k·bInner + q·bColumn.
  var b: UnsafePointer<Float>
  var bInner: Int
  var bColumn: Int
  var rows: Int
  var columns: Int
  var k: Int
  /// The sums of row (p, q) start from number c + p·cRow + q·cColumn.
  var c: UnsafePointer<Float>?
  var cRow = 0
  var cColumn = 0
  /// Whether the sums go on from what d holds.
  var continues: Bool
  /// Whether terms that are 0 in all lanes may be left out.
  var skipsZeros = false
  /// Whether `relu` of the sums is stored.
  var rectifies = false

  /// So many terms of so many sums are added before others follow: what they read fits the first-level cache, the sums the second-level one.
  private static let terms = 96
  private static let sums = 192
  /// Numbers of a cache line.
  private static let line = 16
  /// From so many rows on it is worth to look for terms that are 0.
  private static let skippingRows = 24

  @inline(never)
  func run() {
    var part = self
    var rest = rows
    repeat {
      part.rows = rest < MatrixProduct.sums ? rest : MatrixProduct.sums
      part.addTerms()
      rest -= part.rows
      part.d += part.rows * dRow
      part.a += part.rows * aRow
      part.c = part.c.map { $0 + part.rows * cRow }
    } while rest > 0
  }

  @inline(__always)
  private func addTerms() {
    var part = self
    var rest = k
    repeat {
      part.k = rest < MatrixProduct.terms * 4 / 3 ? rest : MatrixProduct.terms
      part.rectifies = rectifies && part.k == rest
      part.go()
      rest -= part.k
      part.a += part.k * aInner
      part.b += part.k * bInner
      part.continues = true
    } while rest > 0
  }

  @inline(__always)
  private func go() {
    for q in 0..<columns {
      var p = 0
      if skipsZeros, rows >= MatrixProduct.skippingRows, let terms = Terms(b + q * bColumn, bInner, k) {
        while p + 6 <= rows {
          block(p, q, terms)
          p += 6
        }
      }
      // four rows at least where there are, for fewer sums wait for one another; all lanes of one
      while p < rows {
        switch rows - p {
        case 1: p += block(Rows1<Quad>.self, p, q)
        case 2: p += block(Rows2<Block>.self, p, q)
        case 3: p += block(Rows3<Block>.self, p, q)
        case 4, 7, 8: p += block(Rows4<Block>.self, p, q)
        case 5, 9, 10: p += block(Rows5<Block>.self, p, q)
        default: p += block(Rows6<Block>.self, p, q)
        }
      }
    }
  }

  /// The rows from p on that a block holds, in all lanes. Gives how many these are.
  @inline(__always)
  private func block<R: RowBlock>(_: R.Type, _ p: Int, _ q: Int) -> Int {
    for lane in stride(from: 0, to: 64, by: R.Lanes.lanes) {
      let total = d + p * dRow + q * dColumn + lane
      var sums = continues ? R(total, dRow) : c.map { R(numbers: $0 + p * cRow + q * cColumn, cRow) } ?? R()
      if lane == 0 { fetch(total + R.count * dRow, R.self) }
      let (x, y) = (a + p * aRow, b + q * bColumn + lane)
      if aInner != 1 || bInner != 64 {
        add(&sums, x, y, k, aInner, bInner)
      } else if lane > 0 {
        add(&sums, x, y, k, 1, 64)
      } else {
        var first = 0
        while first < k {
          // what the next rows read, while these are added: a processor does not see so far ahead
          for i in 0..<R.count { cv_prefetch(x + (R.count + i) &* aRow + first) }
          add(&sums, x + first, y + first &* 64, k - first < MatrixProduct.line ? k - first : MatrixProduct.line, 1, 64)
          first += MatrixProduct.line
        }
      }
      if rectifies { sums.rectify() }
      sums.store(total, dRow)
    }
    return R.count
  }

  /// Adds so many terms, two at a time.
  @inline(__always)
  private func add<R: RowBlock>(
    _ sums: inout R, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int, _ aInner: Int, _ bInner: Int
  ) {
    var (x, middle, y, rest) = (a, cv_pointer(a + 3 &* aRow), b, count)
    while rest >= 2 {
      sums.add(x, middle, aRow, R.Lanes(y))
      sums.add(x + aInner, middle + aInner, aRow, R.Lanes(y + bInner))
      x += 2 &* aInner
      middle += 2 &* aInner
      y += 2 &* bInner
      rest -= 2
    }
    if rest == 1 { sums.add(x, middle, aRow, R.Lanes(y)) }
  }

  /// Six rows, of which some terms alone are added.
  @inline(__always)
  private func block(_ p: Int, _ q: Int, _ terms: Terms) {
    for lane in stride(from: 0, to: 64, by: Block.lanes) {
      let total = d + p * dRow + q * dColumn + lane
      var sums = continues ? Rows6<Block>(total, dRow) : c.map { Rows6(numbers: $0 + p * cRow + q * cColumn, cRow) } ?? Rows6()
      let (x, y) = (a + p * aRow, b + q * bColumn + lane)
      if lane == 0 {
        fetch(total + 6 * dRow, Rows6<Block>.self)
        fetchRows(x)
      }
      for half in 0..<2 {
        var rest = half == 0 ? terms.first : terms.second
        while rest != 0 {
          let term = half &* 64 &+ rest.trailingZeroBitCount
          let number = x + term &* aInner
          sums.add(number, number + 3 &* aRow, aRow, Block(y + term &* bInner))
          rest &= rest &- 1
        }
      }
      if rectifies { sums.rectify() }
      sums.store(total, dRow)
    }
  }

  /// What the next six rows read.
  @inline(__always)
  private func fetchRows(_ a: UnsafePointer<Float>) {
    guard aInner == 1 else { return }
    var first = 0
    while first < k {
      for i in 6..<12 { cv_prefetch(a + i &* aRow + first) }
      first += MatrixProduct.line
    }
  }

  /// Sums that go on are read before they are needed.
  @inline(__always)
  private func fetch<R: RowBlock>(_ next: UnsafePointer<Float>, _: R.Type) {
    guard continues else { return }
    for i in 0..<R.count {
      for line in 0..<64 / MatrixProduct.line { cv_prefetch(next + (i * dRow + line * MatrixProduct.line)) }
    }
  }
}

/// Which of at most 128 terms are not 0 in all of their 64 lanes.
private struct Terms {
  var (first, second): (UInt64, UInt64) = (0, 0)

  /// Nil where more than three quarters are.
  @inline(__always)
  init?(_ b: UnsafePointer<Float>, _ stride: Int, _ count: Int) {
    var (y, present) = (b, 0)
    for term in 0..<count {
      if cv_any64(y) {
        if term < 64 { first |= 1 &<< UInt64(term) } else { second |= 1 &<< UInt64(term &- 64) }
        present += 1
      }
      y += stride
    }
    if present * 4 > count * 3 { return nil }
  }
}

/// d(i·n + j) = Σ_k A(i,k)·B(k,j); at most one of A and B is broadcast.
@inline(__always)
func product(_ p: UnsafePointer<Instruction>) {
  if NarrowProduct.fits(p) { return narrow(NarrowProduct(p), p.pointee.k) }
  if NarrowResult.fits(p) { return narrow(NarrowResult(p), p.pointee.rows) }
  if p.pointee.a.broadcast || p.pointee.b.broadcast { matrixProduct(p) } else { tileProduct(p) }
}

/// d(i·n + j) = c(i·n + j) + Σ_k A(i,k)·B(k,j): in one pass where A and c are broadcast.
@inline(__always)
func productAdd(_ p: UnsafePointer<Instruction>) {
  let (a, b, c) = (p.pointee.a, p.pointee.b, p.pointee.c)
  guard a.broadcast && !b.broadcast && c.broadcast else { return continued(p) }
  if NarrowProduct.fits(p) { return narrow(NarrowProduct(p), p.pointee.k) }
  numbersTimesRowsAdd(p).run()
}

/// `productAdd` of a layer, then `relu` in its place.
@inline(__always)
func rectifiedProduct(_ p: UnsafePointer<Instruction>) {
  var product = numbersTimesRowsAdd(p)
  product.rectifies = true
  product.run()
}

/// First c, then the product on top of it.
@inline(never)
private func continued(_ p: UnsafePointer<Instruction>) {
  var (start, sum) = (p.pointee, p.pointee)
  (start.rows, start.a) = (sum.rows * sum.n, sum.c)
  if sum.c.broadcast { spread(&start) } else { unary(Copy.self, &start) }
  sum.continues = true
  product(&sum)
}

@inline(__always)
private func numbersTimesRows(_ p: UnsafePointer<Instruction>) -> MatrixProduct {
  let (d, n, a, b) = (p.pointee.d, p.pointee.n, p.pointee.a, p.pointee.b)
  return MatrixProduct(
    d: d.floats, dRow: n * d.stride, dColumn: d.stride, a: a.floats, aRow: a.stride, aInner: a.inner,
    b: b.floats, bInner: b.stride, bColumn: b.inner, rows: p.pointee.rows, columns: n, k: p.pointee.k,
    continues: p.pointee.continues, skipsZeros: p.pointee.skipsZeros)
}

@inline(__always)
private func numbersTimesRowsAdd(_ p: UnsafePointer<Instruction>) -> MatrixProduct {
  var product = numbersTimesRows(p)
  product.c = UnsafePointer(p.pointee.c.floats)
  product.cRow = p.pointee.n * p.pointee.c.stride
  product.cColumn = p.pointee.c.stride
  return product
}

@inline(__always)
private func matrixProduct(_ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast { return numbersTimesRows(p).run() }
  // The product of the transposes: A is the tile, and B the numbers.
  let (d, n, a, b) = (p.pointee.d, p.pointee.n, p.pointee.a, p.pointee.b)
  MatrixProduct(
    d: d.floats, dRow: d.stride, dColumn: n * d.stride, a: b.floats, aRow: b.inner, aInner: b.stride,
    b: a.floats, bInner: a.inner, bColumn: a.stride, rows: n, columns: p.pointee.rows, k: p.pointee.k,
    continues: p.pointee.continues, skipsZeros: p.pointee.skipsZeros
  ).run()
}

/// Rows of a tile times rows of a tile.
@inline(never)
private func tileProduct(_ p: UnsafePointer<Instruction>) {
  let (a, b, d) = (p.pointee.a, p.pointee.b, p.pointee.d)
  for i in 0..<p.pointee.rows {
    for j in 0..<p.pointee.n {
      let total = d.floats + (i * p.pointee.n + j) * d.stride
      var sum = p.pointee.continues ? Quad(total) : Quad()
      for k in 0..<p.pointee.k {
        sum.add(Quad(a.floats + i * a.stride + k * a.inner), Quad(b.floats + k * b.stride + j * b.inner))
      }
      sum.store(total)
    }
  }
}
