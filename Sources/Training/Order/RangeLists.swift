import Instructions

/// The ranges of one thread's tile. Addresses alone, so that no references are counted for each tile; whoever makes it gives its memory back.
struct RangeLists {
  /// What instructions read.
  let lists: UnsafeMutablePointer<RowRanges>
  private let choices: UnsafeMutableBufferPointer<Choice>
  private let mask: UnsafeMutablePointer<UInt64>

  /// The rows of a choice, by bucket, and room for its ranges.
  private struct Choice {
    let words: Int
    let active: UnsafeMutableBufferPointer<UInt64>
    let ranges: UnsafeMutablePointer<RowRange>
  }

  init(_ choices: [SampleOrder.Choice]) {
    let choices = choices.map { choice in
      Choice(
        words: choice.words, active: UnsafeMutableBufferPointer(copying: choice.active), ranges: .allocate(capacity: choice.words * 32 + 1))
    }
    self.choices = UnsafeMutableBufferPointer(copying: choices)
    lists = .allocate(capacity: max(1, choices.count))
    for (i, choice) in choices.enumerated() { (lists + i).initialize(to: RowRanges(first: choice.ranges, count: 0)) }
    mask = .allocate(capacity: (choices.map(\.words).max() ?? 0) + 1)
  }

  func deallocate() {
    for choice in choices {
      choice.active.deallocate()
      choice.ranges.deallocate()
    }
    choices.deallocate()
    lists.deallocate()
    mask.deallocate()
  }

  /// The rows that are active in some of the buckets.
  func set(_ buckets: ClosedRange<Int>) {
    for list in choices.indices { lists[list].count = find(choices[list], buckets) }
  }

  private func find(_ choice: Choice, _ buckets: ClosedRange<Int>) -> Int {
    let words = choice.words
    for i in 0..<words {
      var bits: UInt64 = 0
      for bucket in buckets { bits |= choice.active[bucket &* words &+ i] }
      mask[i] = bits
    }
    var count = 0
    var row = next(0, words, set: true)
    while row < words * 64 {
      let end = next(row, words, set: false)
      choice.ranges[count] = RowRange(start: Int32(row), count: Int32(end - row))
      count += 1
      row = next(end, words, set: true)
    }
    return count
  }

  /// The first row from `row` on that is active, or is not; the end where there is none.
  private func next(_ row: Int, _ words: Int, set: Bool) -> Int {
    var (word, bits) = (row / 64, ~UInt64(0) << UInt64(row % 64))
    while word < words {
      let found = (set ? mask[word] : ~mask[word]) & bits
      if found != 0 { return word * 64 + found.trailingZeroBitCount }
      (word, bits) = (word + 1, ~0)
    }
    return words * 64
  }
}
