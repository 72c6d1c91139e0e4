import Plotting

extension FigureObject: RichObject {
  /// A page that needs no other file, on which the figure turns or zooms and a movie has a slider.
  var page: String {
    let (script, style) = (Pages.file("figure.js"), Pages.file("figure.css"))
    return movie?.page(script: script + Pages.file("movie.js"), style: style) ?? picture.page(script: script, style: style)
  }

  /// What moves comes as a page too.
  public var forms: [(type: String, content: String)] {
    let still = (type: "image/svg+xml", content: picture.svg())
    guard movie != nil || picture.isTurnable else { return [still] }
    let drawing = picture.drawing
    // points are turned on a canvas of 4 to 3; the drawing has the margins of the page about it, and a slider and a line of text below
    let (width, height) = movie == nil ? (640, 480) : (Int(drawing.width), Int(drawing.height))
    return [("text/html", Markup.frame(page, width: width + 24, height: height + 130)), still]
  }
}

extension Pages {
  /// The text of a file in `page/`; empty where there is none of that name.
  fileprivate static func file(_ name: String) -> String { files.first { $0.name == name }?.text ?? "" }
}
