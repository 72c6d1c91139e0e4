import Catalogue
import Syntax

extension Interpreter {
  /// What is wrong with a text, as far as that can be said without running it: errors of the grammar; where there are none,
  /// names that mean nothing, what stands where it must not, and calls whose arguments do not fit the function. The text's
  /// names are not kept.
  ///
  /// - Parameters:
  ///   - name: what messages call the text: a path.
  ///   - folder: where its imports are looked for; nil for the current folder.
  public func check(_ bytes: [UInt8], name: String, folder: String? = nil) -> [Problem] {
    let source = sources.add(name: name, bytes: bytes)
    let (program, wrong) = Parser.survey(source)
    guard wrong.isEmpty else { return wrong.map { Problem(severity: .error, diagnostic: $0) } }
    let inspection = Inspection()
    let resolver = Resolver(self, GlobalScope(over: userScope), folder: folder, inspection: inspection)
    do {
      _ = try resolver.resolve(program.entries.map { ($0, source) })
    } catch {
      inspection.add(error, .error)
    }
    let problems = inspection.found.map { Problem(severity: $0.severity, diagnostic: diagnostic(for: $0.failure)) }
    return problems.sorted { ($0.diagnostic.span.source, $0.diagnostic.span.start) < ($1.diagnostic.span.source, $1.diagnostic.span.start) }
  }
}
