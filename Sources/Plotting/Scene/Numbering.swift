extension Points {
  /// Beyond so many points no line joins them: it would cover everything.
  static let mostJoined = 20_000

  /// Every how many points carry their number: all of a few, of many about ten at round numbers.
  static func labelStep(_ count: Int) -> Int {
    guard count > 12 else { return 1 }
    var unit = 1
    while true {
      for factor in [1, 2, 5] where factor * unit * 10 >= count { return factor * unit }
      unit *= 10
    }
  }

  /// The colour of point i of n.
  static func colour(_ i: Int, of n: Int) -> Colour {
    ColourMap.cyclic(Double(i) / Double(max(n, 1)))
  }
}
