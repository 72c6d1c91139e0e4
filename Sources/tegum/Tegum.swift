@main struct Tegum { static func main() {} }
