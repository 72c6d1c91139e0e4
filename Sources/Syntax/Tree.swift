/// An expression. A class, so that the tree is cheap to hand on.
public final class Expression: Sendable {
  public let kind: Kind
  public let span: Span
  /// Levels of expressions below and including this one; bounded by the parser.
  let height: Int

  /// What an expression can be.
  public enum Kind: Sendable {
    case nothing
    case bool(Bool)
    case number(Double)
    case string([StringPart])
    case name(String)
    /// `$0`
    case implicit(Int)
    case list([Expression])
    case record([Field])
    /// `operatorSpan` is the sign's place.
    case unary(UnaryOperator, Expression, operatorSpan: Span)
    case binary(BinaryOperator, Expression, Expression, operatorSpan: Span)
    case range(Expression, Expression, closed: Bool)
    case call(Expression, [ArgumentSyntax])
    case index(Expression, [IndexSyntax])
    case member(Expression, String, nameSpan: Span)
    case closure(Closure)
    case conditional([Branch], otherwise: Block?)
    case attempt(Block, name: String, nameSpan: Span, handler: Block)
  }

  init(_ kind: Kind, _ span: Span, height: Int) {
    self.kind = kind
    self.span = span
    self.height = height
  }
}

/// A piece of a string literal.
public enum StringPart: Sendable {
  case text(String)
  case value(Expression)
}

/// `name: value` of a record.
public struct Field: Sendable {
  public let name: String
  public let nameSpan: Span
  public let value: Expression
}

/// One argument of a call.
public struct ArgumentSyntax: Sendable {
  public let label: String?
  public let labelSpan: Span?
  public let value: Expression
  /// Whether it is the closure behind the parentheses; it fills the parameter that is marked for it, else the last.
  public let isTrailing: Bool
}

/// One index of `x[…]`.
public enum IndexSyntax: Sendable {
  case value(Expression)
  case range(from: Expression?, to: Expression?, closed: Bool)
  case all
}

/// `if condition { … }`.
public struct Branch: Sendable {
  public let condition: Expression
  public let body: Block
}

/// Statements between braces.
public struct Block: Sendable {
  public let statements: [Statement]
  public let span: Span
}

/// A parameter of a function or closure.
public struct ParameterSyntax: Sendable {
  /// `_` where the argument is not used.
  public let name: String
  public let nameSpan: Span
  public let defaultValue: Expression?
}

/// A function's parameters and body.
public final class Closure: Sendable {
  public let parameters: [ParameterSyntax]
  public let body: Block
  public let span: Span
  /// Names that the body mentions, those of closures in it included.
  public let mentions: Set<String>
  /// Names that the closures inside the body mention: variables among them must outlive a call.
  public let innerMentions: Set<String>
  /// Whether a `return` stands in it, closures in it aside.
  public let hasReturn: Bool

  init(parameters: [ParameterSyntax], body: Block, span: Span, uses: Parser.Uses) {
    self.parameters = parameters
    self.body = body
    self.span = span
    mentions = uses.own
    innerMentions = uses.inner
    hasReturn = uses.hasReturn
  }
}

/// One name of a `let` or `var`.
public struct Binding: Sendable {
  public let name: String
  public let nameSpan: Span
  public let value: Expression
}

/// `func name(…) { … }`.
public struct FunctionSyntax: Sendable {
  public let name: String
  public let nameSpan: Span
  public let closure: Closure
  public let documentation: Documentation?
  /// The whole declaration.
  public let span: Span
}

/// `input name = value`.
public struct InputSyntax: Sendable {
  public let name: String
  public let nameSpan: Span
  public let defaultValue: Expression
  public let documentation: Documentation?
}

/// A statement.
public struct Statement: Sendable {
  public let kind: Kind
  public let span: Span

  /// What a statement can be.
  public enum Kind: Sendable {
    case declaration([Binding], isVariable: Bool, documentation: Documentation?)
    /// `operation` is nil for `=`.
    case assignment(Expression, operation: BinaryOperator?, value: Expression, operatorSpan: Span)
    case function(FunctionSyntax)
    case expression(Expression)
    case returning(Expression?)
    case breaking
    case continuing
    case whileLoop(Expression, Block)
    case forLoop(name: String, nameSpan: Span, sequence: Expression, body: Block)
    case importing(path: String, pathSpan: Span)
    case input(InputSyntax)
  }
}

/// One top-level statement line.
public struct Entry: Sendable {
  public let statements: [Statement]
  public let span: Span
  /// Whether a `;` at the end hides its value.
  public let isHidden: Bool
  /// Names that closures of the entry mention.
  public let innerMentions: Set<String>
  /// The question that it is, in place of statements.
  public var query: Query?
}

/// A text that was read whole.
public struct Program: Sendable {
  public let entries: [Entry]

  /// The script's parameters, in order.
  public var inputs: [InputSyntax] {
    entries.flatMap(\.statements).compactMap { if case .input(let input) = $0.kind { input } else { nil } }
  }
}
