import CPU
import Instructions
import KernelsBase
import KernelsV3
import KernelsV4

/// A machine that runs instructions.
enum Machine: CaseIterable {
  case plainDouble, plainFloat, base, v3, v4

  /// The fast machines that this processor can run.
  static var fast: [Machine] {
    let level = tegum_cpu_level()
    return level >= 4 ? [.base, .v3, .v4] : level >= 3 ? [.base, .v3] : [.base]
  }

  func run(_ program: [Instruction], _ context: inout TileContext) {
    program.withUnsafeBufferPointer { program in
      guard let first = program.baseAddress else { return }
      switch self {
      case .plainDouble: runPlainDouble(first, program.count, &context)
      case .plainFloat: runPlainFloat(first, program.count, &context)
      case .base: KernelsBase.runTile(first, program.count, &context)
      case .v3: KernelsV3.runTile(first, program.count, &context)
      case .v4: KernelsV4.runTile(first, program.count, &context)
      }
    }
  }
}

private func runPlainDouble(_ p: UnsafePointer<Instruction>, _ n: Int, _ c: UnsafeMutablePointer<TileContext>) {
  KernelsBase.runPlainDouble(p, n, c)
}

private func runPlainFloat(_ p: UnsafePointer<Instruction>, _ n: Int, _ c: UnsafeMutablePointer<TileContext>) {
  KernelsBase.runPlainFloat(p, n, c)
}

/// Random numbers of the tests: the counter is the place in the sequence.
struct Numbers {
  var key: UInt32
  private var count: UInt32 = 0

  init(_ key: UInt32) { self.key = key }

  mutating func word() -> UInt32 {
    count += 1
    return philox(counter: (count, 0, 0, 0), key: (key, 0x7E57)).0
  }

  mutating func uniform(_ low: Float, _ high: Float) -> Float { low + (high - low) * Float(word() >> 8) * 0x1p-24 }

  mutating func below(_ n: Int) -> Int { Int((UInt64(word()) * UInt64(n)) >> 32) }
}
