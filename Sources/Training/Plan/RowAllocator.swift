/// Gives out ranges of rows and takes them back; the lowest range that fits is used first.
struct RowAllocator {
  /// Free ranges below `end`, ascending, never touching each other.
  private var free: [Range<Int>] = []
  /// One past the highest row ever given out.
  private(set) var end = 0

  mutating func take(_ rows: Int) -> Int {
    if let i = free.indices.filter({ free[$0].count >= rows }).min(by: { free[$0].count < free[$1].count }) {
      let start = free[i].lowerBound
      if free[i].count == rows { free.remove(at: i) } else { free[i] = start + rows..<free[i].upperBound }
      return start
    }
    if let last = free.last, last.upperBound == end {
      free.removeLast()
      end = last.lowerBound + rows
      return last.lowerBound
    }
    defer { end += rows }
    return end
  }

  mutating func give(_ range: Range<Int>) {
    let at = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.count
    free.insert(range, at: at)
    if at + 1 < free.count, free[at].upperBound == free[at + 1].lowerBound {
      free[at] = free[at].lowerBound..<free[at + 1].upperBound
      free.remove(at: at + 1)
    }
    if at > 0, free[at - 1].upperBound == free[at].lowerBound {
      free[at - 1] = free[at - 1].lowerBound..<free[at].upperBound
      free.remove(at: at)
    }
  }
}
