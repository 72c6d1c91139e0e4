import JSONSyntax

extension Movie {
  /// The movie as a page of HTML that needs no other file, with a slider over its frames, whose points turn and say what they are;
  /// without JavaScript it is the last frame.
  ///
  /// - Parameters:
  ///   - script: what moves the picture.
  ///   - style: the page's style sheet.
  public func page(script: String, style: String) -> String {
    guard let last = drawings.last else { return "" }
    let turning = TurningFigures(frames)
    let form = """
      <button name="play" type="button">play</button>
      <label>frame <input name="frame" type="range" min="0" value="0"/> <output name="number"></output></label>
      """
    let shown = turning.map { turning in frames.map(turning.leftOut(of:)) } ?? frames
    let moving = Page.Moving(name: "frames", data: frames(Movie.drawings(shown)), form: form)
    let points = turning?.moving(boxes: last.boxes)
    return Page(drawing: last, moving: [moving, points].compactMap { $0 }).text(script: script, style: style)
  }

  /// The lines of SVG of all frames, each once, and for each frame the numbers of its lines.
  private func frames(_ drawings: [Drawing]) -> JSON {
    var (numbers, lines): ([Substring: Int], [JSON]) = ([:], [])
    let frames = drawings.map { drawing in
      // without the opening and closing tags, which all share
      JSON.array(
        drawing.svg().split(separator: "\n").dropFirst().dropLast().map { line in
          if let known = numbers[line] { return .number(Double(known)) }
          numbers[line] = lines.count
          lines.append(.string(String(line)))
          return .number(Double(lines.count - 1))
        })
    }
    return ["lines": .array(lines), "frames": .array(frames), "seconds": .number(secondsEach)]
  }
}
