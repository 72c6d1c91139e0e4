import CVector
import Instructions

// The constants of `philox`.
private let multiplier0: UInt64 = 0xD251_1F53
private let multiplier1: UInt64 = 0xCD9E_8D57
private let weyl0: UInt64 = 0x9E37_79B9
private let weyl1: UInt64 = 0xBB67_AE85

/// One register: where these are short, half as many blocks at a time need half of them.
private typealias Pairs = cv_wl

/// Blocks of Philox 4×32-10, as numbers of 64 bits whose low halves count, which leaves room for the products.
private struct PhiloxLanes {
  var c0: Pairs
  var c1: Pairs
  var c2: Pairs
  var c3: Pairs

  @inline(__always)
  init(_ blocks: Pairs, _ step: UInt32, _ stream: UInt32, _ row: UInt32) {
    c0 = blocks
    (c1, c2, c3) = (Pairs(repeating: UInt64(step)), Pairs(repeating: UInt64(stream)), Pairs(repeating: UInt64(row)))
  }

  /// One round; the high halves fill with what no one reads.
  @inline(__always)
  mutating func round(_ k0: Pairs, _ k1: Pairs) {
    let low = Pairs(repeating: 0xFFFF_FFFF)
    let p0 = (c0 & low) &* Pairs(repeating: multiplier0)
    let p1 = (c2 & low) &* Pairs(repeating: multiplier1)
    c0 = (p1 &>> 32) ^ c1 ^ k0
    c2 = cv_in_order((p0 &>> 32) ^ c3 ^ k1)
    (c1, c3) = (p1, p0)
  }
}

/// Blocks that follow each other: the even ones and the odd ones apart.
private struct Blocks {
  private var even: PhiloxLanes
  private var odd: PhiloxLanes
  private var k0: Pairs
  private var k1: Pairs

  /// How many they are.
  @inline(__always) static var count: Int { 2 * Pairs.scalarCount }

  @inline(__always)
  init(_ first: UInt32, _ step: UInt32, _ stream: UInt32, _ row: UInt32, _ key: (UInt32, UInt32)) {
    var blocks = Pairs(repeating: UInt64(first))
    for i in 0..<Pairs.scalarCount { blocks[i] &+= UInt64(2 * i) }
    (even, odd) = (PhiloxLanes(blocks, step, stream, row), PhiloxLanes(blocks &+ 1, step, stream, row))
    (k0, k1) = (Pairs(repeating: UInt64(key.0)), Pairs(repeating: UInt64(key.1)))
    // ten rounds
    goOn()
    goOn()
    goOn()
    goOn()
    goOn()
  }

  /// Two rounds.
  @inline(__always)
  private mutating func goOn() {
    for _ in 0..<2 {
      even.round(k0, k1)
      odd.round(k0, k1)
      k0 &+= Pairs(repeating: weyl0)
      k1 &+= Pairs(repeating: weyl1)
    }
  }

  /// Word w of each block, in their order.
  @inline(__always) var words: (cv_w, cv_w, cv_w, cv_w) {
    (joined(even.c0, odd.c0), joined(even.c1, odd.c1), joined(even.c2, odd.c2), joined(even.c3, odd.c3))
  }
}

/// Even and odd lanes in their order.
@inline(__always)
private func joined(_ even: Pairs, _ odd: Pairs) -> cv_w {
  unsafeBitCast((even & Pairs(repeating: 0xFFFF_FFFF)) | (odd &<< 32), to: cv_w.self)
}

/// How a word becomes a number.
private protocol Draw {
  init(_ p: UnsafePointer<Instruction>)
  func number(_ word: cv_w) -> cv_wf
}

/// (word >> 8)·2⁻²⁴
private struct Uniform: Draw {
  @inline(__always) init(_ p: UnsafePointer<Instruction>) {}
  @inline(__always) func number(_ word: cv_w) -> cv_wf { cv_float_w(cv_shift_right_w(word, 8)) * cv_wf(repeating: 0x1p-24) }
}

/// The high half of word·n, n ≤ 2³¹.
private struct Whole: Draw {
  var n: Pairs

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { n = Pairs(repeating: UInt64(truncatingIfNeeded: p.pointee.n)) }
  @inline(__always) func number(_ word: cv_w) -> cv_wf {
    let pairs = unsafeBitCast(word, to: Pairs.self)
    let even = ((pairs & Pairs(repeating: 0xFFFF_FFFF)) &* n) &>> 32
    let odd = ((pairs &>> 32) &* n) &>> 32
    return cv_float_w(joined(even, odd))
  }
}

/// Fills each row from sixteen blocks: first word 0 of each, then word 1 and so on; the sample in lane 0 is a multiple of 64.
@inline(__always)
private func draw<D: Draw>(_: D.Type, _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let draw = D(p)
  // read once: as far as the compiler knows, each row may be stored over them
  let (key, step, stream) = (context.pointee.key, context.pointee.step, p.pointee.stream)
  let first = UInt32(truncatingIfNeeded: context.pointee.sample / 4)
  for r in 0..<p.pointee.rows {
    let row = p.pointee.row &+ UInt32(truncatingIfNeeded: r)
    for block in stride(from: 0, to: 16, by: Blocks.count) {
      let d = p.pointee.d.floats + (r &* p.pointee.d.stride &+ block)
      let from = first &+ UInt32(truncatingIfNeeded: block)
      let w = Blocks(from, step, stream, row, key).words
      cv_store_w(d, draw.number(w.0))
      cv_store_w(d + 16, draw.number(w.1))
      cv_store_w(d + 32, draw.number(w.2))
      cv_store_w(d + 48, draw.number(w.3))
    }
  }
}

/// d = uniform on [0, 1), 24 bits.
@inline(never)
func uniform(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) { draw(Uniform.self, p, context) }

/// d = whole number in 0 ..< n.
@inline(never)
func integer(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) { draw(Whole.self, p, context) }
