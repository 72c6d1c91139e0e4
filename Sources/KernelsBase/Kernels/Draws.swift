import CVector
import Instructions

// The constants of `philox`.
private let multiplier0: UInt64 = 0xD251_1F53
private let multiplier1: UInt64 = 0xCD9E_8D57
private let weyl0: UInt32 = 0x9E37_79B9
private let weyl1: UInt32 = 0xBB67_AE85

/// Sixteen blocks of Philox 4×32-10 at once, as numbers of 64 bits whose low halves count: the even blocks and the odd ones apart,
/// which leaves room for the products.
private struct PhiloxLanes {
  typealias L = SIMD8<UInt64>
  var c0: L
  var c1: L
  var c2: L
  var c3: L

  @inline(__always)
  init(_ block: L, _ step: UInt32, _ stream: UInt32, _ row: UInt32) {
    c0 = block
    (c1, c2, c3) = (L(repeating: UInt64(step)), L(repeating: UInt64(stream)), L(repeating: UInt64(row)))
  }

  /// One round; the high halves fill with what no one reads.
  @inline(__always)
  mutating func round(_ k0: UInt32, _ k1: UInt32) {
    let low = L(repeating: 0xFFFF_FFFF)
    let p0 = (c0 & low) &* L(repeating: multiplier0)
    let p1 = (c2 & low) &* L(repeating: multiplier1)
    c0 = (p1 &>> 32) ^ c1 ^ L(repeating: UInt64(k0))
    c2 = (p0 &>> 32) ^ c3 ^ L(repeating: UInt64(k1))
    (c1, c3) = (p1, p0)
  }
}

/// Words of sixteen blocks; vector w holds word w of each.
@inline(__always)
private func words(
  _ first: UInt32, _ step: UInt32, _ stream: UInt32, _ row: UInt32, _ key: (UInt32, UInt32)
) -> (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>) {
  let blocks = SIMD8<UInt64>(repeating: UInt64(first)) &+ SIMD8<UInt64>(0, 2, 4, 6, 8, 10, 12, 14)
  var even = PhiloxLanes(blocks, step, stream, row)
  var odd = PhiloxLanes(blocks &+ 1, step, stream, row)
  var (k0, k1) = key
  for _ in 0..<10 {
    even.round(k0, k1)
    odd.round(k0, k1)
    k0 &+= weyl0
    k1 &+= weyl1
  }
  return (joined(even.c0, odd.c0), joined(even.c1, odd.c1), joined(even.c2, odd.c2), joined(even.c3, odd.c3))
}

/// Even and odd lanes in their order.
@inline(__always)
private func joined(_ even: SIMD8<UInt64>, _ odd: SIMD8<UInt64>) -> SIMD16<Int32> {
  unsafeBitCast((even & SIMD8(repeating: 0xFFFF_FFFF)) | (odd &<< 32), to: SIMD16<Int32>.self)
}

/// How a word becomes a number.
private protocol Draw {
  init(_ p: UnsafePointer<Instruction>)
  func number(_ word: SIMD16<Int32>) -> V16
}

/// (word >> 8)·2⁻²⁴
private struct Uniform: Draw {
  @inline(__always) init(_ p: UnsafePointer<Instruction>) {}
  @inline(__always) func number(_ word: SIMD16<Int32>) -> V16 { cv_float16(cv_shift_right16(word, 8)) * V16(repeating: 0x1p-24) }
}

/// The high half of word·n, n ≤ 2³¹.
private struct Whole: Draw {
  var n: SIMD8<UInt64>

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { n = SIMD8(repeating: UInt64(truncatingIfNeeded: p.pointee.n)) }
  @inline(__always) func number(_ word: SIMD16<Int32>) -> V16 {
    let pairs = unsafeBitCast(word, to: SIMD8<UInt64>.self)
    let even = ((pairs & SIMD8(repeating: 0xFFFF_FFFF)) &* n) &>> 32
    let odd = ((pairs &>> 32) &* n) &>> 32
    return cv_float16(joined(even, odd))
  }
}

/// Fills each row with its four vectors of words; the sample in lane 0 is a multiple of 64.
@inline(__always)
private func draw<D: Draw>(_: D.Type, _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let draw = D(p)
  let first = UInt32(truncatingIfNeeded: context.pointee.sample / 4)
  for r in 0..<p.pointee.rows {
    let row = p.pointee.row &+ UInt32(truncatingIfNeeded: r)
    let w = words(first, context.pointee.step, p.pointee.stream, row, context.pointee.key)
    let d = p.pointee.d.floats + r &* p.pointee.d.stride
    Quad(draw.number(w.0), draw.number(w.1), draw.number(w.2), draw.number(w.3)).store(d)
  }
}

/// d = uniform on [0, 1), 24 bits.
@inline(never)
func uniform(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) { draw(Uniform.self, p, context) }

/// d = whole number in 0 ..< n.
@inline(never)
func integer(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) { draw(Whole.self, p, context) }
