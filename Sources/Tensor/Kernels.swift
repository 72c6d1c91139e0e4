import CPU
import Instructions
import KernelsBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
#if arch(x86_64) && os(Linux)
  import KernelsV3
  import KernelsV4
#endif

/// One build of the tile machine, for one instruction set.
public struct KernelSet: Sendable {
  /// Runs `count` instructions on one tile.
  public typealias Run =
    @Sendable (
      _ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>
    ) -> Void

  /// `v4` (AVX-512), `v3` (AVX2 and FMA) or `base`.
  public let name: String
  /// The machine in Float32.
  public let runTile: Run

  /// The build for any processor, which is the only one outside x86-64 Linux.
  public static let base = KernelSet(name: "base", runTile: KernelsBase.runTile)

  /// The builds that this processor can run, the fastest first.
  public static let available: [KernelSet] = available(level: Int(tegum_cpu_level()))

  /// What this process uses: the fastest build, or the one that the environment variable TEGUM_KERNELS names (`v4`, `v3`, `base`), if the
  /// processor can run it.
  public static let best: KernelSet = choice(of: available, wish: getenv("TEGUM_KERNELS").map { String(cString: $0) })

  static func available(level: Int) -> [KernelSet] {
    #if arch(x86_64) && os(Linux)
      let fast = [
        (level: 4, set: KernelSet(name: "v4", runTile: KernelsV4.runTile)),
        (level: 3, set: KernelSet(name: "v3", runTile: KernelsV3.runTile)),
      ]
      return fast.filter { $0.level <= level }.map(\.set) + [base]
    #else
      return [base]
    #endif
  }

  /// - Parameter sets: at least `base`, the fastest first.
  static func choice(of sets: [KernelSet], wish: String?) -> KernelSet {
    sets.first { $0.name == wish } ?? sets.first ?? base
  }
}
