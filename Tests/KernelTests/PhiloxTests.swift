import Instructions
import Testing

@Suite struct PhiloxTests {
  /// Known answers of the Random123 library.
  @Test func `the generator gives the published words`() {
    let zero = philox(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = philox(counter: (.max, .max, .max, .max), key: (.max, .max))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = philox(counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  /// Sample s takes word (s / 16) % 4 of counter (s / 64 · 16 + s % 16, step, stream, row).
  @Test(arguments: [Machine.plainDouble, .plainFloat] + Machine.fast)
  func `a draw depends on sample, step, stream and row alone`(_ machine: Machine) {
    var test = Case(.uniform)
    (test.rows, test.sample) = (3, 640)
    test.d = field(.rows, rows: 3, width: 64) { 7 }
    let drawn = test.run(on: machine).d
    for row in 0..<3 {
      for lane in 0..<64 {
        let block = UInt32((640 + lane) / 64 * 16 + lane % 16)
        let words = philox(counter: (block, 11, 5, UInt32(3 + row)), key: (17, 29))
        let word = [words.0, words.1, words.2, words.3][lane / 16]
        #expect(drawn[row * 64 + lane] == Double(word >> 8) * 0x1p-24)
      }
    }
  }

  @Test func `uniform numbers are spread evenly`() {
    var test = Case(.uniform)
    test.rows = 2000
    test.d = field(.rows, rows: 2000, width: 64) { 7 }
    for machine in Machine.fast {
      let drawn = test.run(on: machine).d
      var counts = [Int](repeating: 0, count: 16)
      for x in drawn { counts[Int(x * 16)] += 1 }
      let expected = Double(drawn.count) / 16
      let deviation = counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +)
      // χ² with 15 degrees of freedom exceeds 37.7 once in a thousand draws; this draw is always the same.
      #expect(deviation < 37.7)
    }
  }
}
