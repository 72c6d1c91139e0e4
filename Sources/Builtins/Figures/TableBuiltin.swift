import Catalogue
import Plotting

/// A table as a figure.
enum TableBuiltin {
  static let all: [Builtin] = [
    Builtin(
      "tabular", in: "figures",
      """
      A table as a figure: its entries as they are printed, names above, numbers to the right.

      plot(t) of a table draws its columns as lines. row(tabular(t), plot(t)) sets both beside one another.
      """,
      Parameter<Value>("table", "A table, or a list of records."),
      Parameter<Int>("first", "How many rows are drawn, at most 1000.", default: "30"),
      examples: [Example("type(tabular([(n: 1, loss: 0.5), (n: 2, loss: 0.25)]))", prints: "Figure")]
    ) { (context, value, first) throws(Failure) -> Value in
      let table = try Table.reading(value, for: "tabular", context)
      return try shown("tabular") { () throws(FigureError) in
        try Figure.table(table.columns.map { ($0.key, $0.value.map(TableText.cell), $0.value.allSatisfy(\.isNumberOrNil)) }, first: first)
      }
    }
  ]
}
