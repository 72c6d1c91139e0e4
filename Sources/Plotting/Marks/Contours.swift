/// Lines along which values over the plane have the same height.
struct Contours: Mark {
  /// The lines one behind the other, each followed by a point that is not finite.
  let positions: Positions
  let lines: [Line]
  let scale: ColourScale
  var name = ""
  var colour: Colour?

  /// One connected line.
  struct Line: Sendable {
    let level: Double
    /// Its points.
    let range: Range<Int>
  }

  init(_ lattice: Lattice, levels: [Double]) {
    var (x, y, lines): ([Double], [Double], [Line]) = ([], [], [])
    for level in levels {
      for line in LevelLines(lattice, level: level).lines {
        lines.append(Line(level: level, range: x.count..<x.count + line.count))
        x += line.map(\.x) + [.nan]
        y += line.map(\.y) + [.nan]
      }
    }
    self.lines = lines
    scale = ColourScale(of: levels)
    positions = Positions(x: x, y: y)
  }

  /// One level is a line like others; several have colours of their own.
  var key: Key { scale.limits.length == 0 || colour != nil ? .name(name) : .scale(scale) }
  var margin: (u: Double, v: Double) { (0, 0) }
  var summary: String { "\(Set(lines.map(\.level)).count) levels" }

  /// Several levels are told apart by their numbers.
  private var isLabelled: Bool { name.isEmpty && scale.limits.length > 0 }

  private func colour(_ line: Line, _ stage: Stage) -> Colour {
    guard case .scale = key else { return stage.pen.colour }
    // darker than an area of the same value, on which it may lie
    return (scale.colour(line.level) ?? stage.pen.colour).mixed(with: .ink, 0.45)
  }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    for line in lines {
      let level = NumberText.short(line.level)
      drawing.polyline(line.range.map { stage.place($0) }, colour: colour(line, stage), width: 1.6, title: level)
    }
    for line in lines where line.range.count > 8 && isLabelled {
      let at = stage.place(line.range.lowerBound + line.range.count / 2)
      drawing.label(Typeset.number(NumberText.short(line.level)), x: at.x, y: at.y, size: 10, colour: Colour(0x555555), hasHalo: true)
    }
  }

  func draw(_ stage: Stage, on canvas: inout Canvas) {
    for line in lines {
      for i in line.range.dropLast() {
        canvas.line(from: stage.place(i), to: stage.place(i + 1), colour: colour(line, stage))
      }
      let at = stage.place(line.range.lowerBound + line.range.count / 2)
      let text = NumberText.short(line.level)
      guard line.range.count > 8, isLabelled else { continue }
      canvas.write(text, row: Int(at.y) / 4, column: Int(at.x) / 2 - text.count / 2)
    }
  }
}
