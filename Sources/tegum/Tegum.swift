import ArgumentParser

@main struct Tegum: ParsableCommand {
  @Option var threads: Int?
  func run() throws { print("hi", threads ?? 0) }
}
