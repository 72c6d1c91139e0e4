import Catalogue
import Syntax
import Training

/// A trace under way: what closures compute on symbols is recorded in its graph.
final class Tracer {
  let graph = Graph()
  /// Whether draws are recorded, one for each sample; otherwise they are made at once.
  let drawsPerSample: Bool

  init(drawsPerSample: Bool) { self.drawsPerSample = drawsPerSample }
}

extension Engine {
  /// Runs `body` with draws and symbols going to `tracer`.
  func tracing<T>(_ tracer: Tracer, _ body: () throws(Failure) -> T) throws(Failure) -> T {
    traces.append(tracer)
    defer { traces.removeLast() }
    return try body()
  }
}

extension Origin {
  init(_ span: Span) { self.init(source: span.source, start: span.start, end: span.end) }
  var span: Span {
    var span = Span(start: Int(start), end: Int(end))
    span.source = source
    return span
  }
}

extension Context {
  /// Tells the graphs of these terms that what comes next is from the place under way.
  func mark(_ terms: [Term]) {
    for case .symbol(let symbol) in terms { symbol.graph.origin = Origin(span) }
  }
}
