import Instructions
import Testing

@testable import Tensor

@Suite struct KernelSetTests {
  private func chosen(_ level: Int, _ wish: String?) -> String {
    KernelSet.choice(of: KernelSet.available(level: level), wish: wish).name
  }

  @Test func theProcessorDecidesWhatIsPossible() {
    #if arch(x86_64) && os(Linux)
      #expect(chosen(4, nil) == "v4" && chosen(3, nil) == "v3" && chosen(0, nil) == "base")
      #expect(chosen(4, "v3") == "v3" && chosen(4, "base") == "base")
      #expect(chosen(3, "v4") == "v3" && chosen(0, "v4") == "base")
    #endif
    #expect(chosen(0, nil) == "base" && chosen(4, "nonsense") == chosen(4, nil))
    #expect(KernelSet.available.contains { $0.name == KernelSet.best.name })
  }

  @Test func everySetRuns() {
    for set in KernelSet.available {
      var a = (0..<128).map { Float($0) }
      var d = [Float](repeating: 0, count: 128)
      a.withUnsafeMutableBytes { a in
        d.withUnsafeMutableBytes { d in
          var program = Instruction(
            .neg, rows: 2, width: 64, d: Operand(d.baseAddress, stride: 64), a: Operand(a.baseAddress, stride: 64))
          var context = TileContext(key: (0, 0), step: 0, sample: 0, lanes: 64, weight: 1, indices: nil, accumulators: nil)
          set.runTile(&program, 1, &context)
        }
      }
      #expect(d == (0..<128).map { -Float($0) }, "\(set.name)")
    }
  }
}
