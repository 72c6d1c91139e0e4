import Catalogue
import Language
import Syntax

extension Help {
  /// A function's page: of a builtin from its entry, of any other from the `///` lines above it.
  /// - info: of the name that declared it; nil where there is none.
  func page(ofFunction function: Function, name: String, info: Interpreter.NameInfo?) -> HelpPage {
    let documentation = info?.documentation
    let builtin = info?.builtin
    let origin = info.map { self.origin(of: $0) } ?? "a function"
    var page = HelpPage(name: name, origin: origin, summary: builtin?.summary ?? documentation?.summary ?? "")
    let parameters = function.signature.parameters
    page.signature = (function.name ?? name, parameters.map(\.text))
    page.details = builtin?.details ?? documentation?.details ?? []
    let rows: [HelpPage.Row] = parameters.map {
      ($0.name, builtin == nil ? documentation?.parameter($0.name) ?? "" : $0.documentation)
    }
    if rows.contains(where: { !$0.text.isEmpty }) { page.sections = [HelpPage.Section(title: HelpPage.parameterTitle, rows: rows)] }
    page.examples = builtin?.examples ?? documentation?.examples ?? []
    if page.summary.isEmpty { page.details.append("Lines that begin with /// above its declaration would say more.") }
    return page
  }

  /// Where a function comes from.
  func origin(of info: Interpreter.NameInfo) -> String {
    if let builtin = info.builtin { return "builtin, \(builtin.category)" }
    guard let place = info.declaration else { return "" }
    if interpreter.isLibrary(place) { return "standard library, \(group(of: place))" }
    return interpreter.sources.place(of: place).map { "declared at \($0)" } ?? ""
  }

  /// The group of a function of the standard library: the title of the cell that it stands in.
  func group(of place: Span) -> String {
    guard let source = interpreter.sources.source(of: place) else { return "" }
    return Cell.cells(of: source).first { $0.range.contains(Int(place.start)) }?.title ?? ""
  }
}
