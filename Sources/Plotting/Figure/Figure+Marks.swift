extension Figure {
  /// The pens of the marks: those that stand in the legend take the colours of the series in turn.
  var pens: [Pen] {
    var number = 0
    return marks.map { mark in
      guard case .name = mark.key else { return Pen(number: 0, colour: mark.colour) }
      number += 1
      return Pen(number: number - 1, colour: mark.colour)
    }
  }

  /// The x axis counts: all marks lie over whole numbers.
  var countsAcross: Bool { !marks.isEmpty && marks.allSatisfy(\.countsAcross) }

  /// The y axis counts: all values are whole.
  var countsUp: Bool {
    !marks.isEmpty && marks.allSatisfy { $0.positions.y.allSatisfy { $0 == $0.rounded() || !$0.isFinite } }
  }

  /// The lines of the legend: marks with a name.
  var legend: [(name: String, pen: Pen, sign: Sign)] {
    zip(marks, pens).compactMap { mark, pen in
      if case .name(let name) = mark.key, !name.isEmpty { return (name, pen, mark.sign) }
      return nil
    }
  }

  /// What a bar of colours explains: the first mark that needs one.
  var bar: Key? {
    marks.map(\.key).first { key in
      switch key {
      case .none, .name: return false
      case .numbers, .scale: return true
      }
    }
  }

  /// What the figure shows, in one clause.
  var summary: String {
    if let heatMap { return "heat map of \(heatMap.rows) × \(heatMap.columns) entries" }
    if let table { return "table of \(table.rows) × \(table.columns.count) entries" }
    return marks.map(\.summary).joined(separator: "; ")
  }
}

extension Figure.Axis {
  /// About `count` ticks on what is shown of the axis.
  /// - Parameter longest: characters of a name.
  func ticks(_ interval: Interval, count: Int, isWhole: Bool = false, longest: Int = 28) -> [Tick] {
    if isLogarithmic { return Ticks.logarithmic(interval, count: count) }
    let ticks = Ticks.linear(interval, count: count, isWhole: isWhole || !names.isEmpty)
    guard !names.isEmpty else { return ticks }
    return ticks.filter { names.indices.contains(Int($0.place)) }.map { tick in
      Tick(place: tick.place, text: DisplayWidth.cut(DisplayWidth.cleaned(names[Int(tick.place)]), to: longest))
    }
  }
}
