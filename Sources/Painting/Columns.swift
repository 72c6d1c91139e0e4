import Plotting

/// A line that goes up and down within columns which leave no paper between them, as a curve of very many points does, as one bar in each
/// column. It covers what the line covers, with fewer crossings, which are what painting a path takes its time for.
struct Columns {
  /// From left to right: x, and the ends of the bar. Bars of neighbours meet halfway between the points that join them.
  private(set) var bars: [(x: Double, ends: ClosedRange<Double>)] = []

  /// Nil for another line.
  init?(_ places: [Element.Place], width: Double) {
    guard var last = places.first else { return nil }
    for place in places {
      if bars.last?.x != place.x {
        guard bars.isEmpty || 0...width ~= place.x - last.x else { return nil }
        let middle = (last.y + place.y) / 2
        extend(to: middle)
        bars.append((place.x, middle...middle))
      }
      extend(to: place.y)
      last = place
    }
    // where lines are no denser, their joints show
    guard places.count >= 3 * bars.count else { return nil }
  }

  /// The last bar reaches a height.
  private mutating func extend(to y: Double) {
    guard let bar = bars.popLast() else { return }
    bars.append((bar.x, min(bar.ends.lowerBound, y)...max(bar.ends.upperBound, y)))
  }
}
