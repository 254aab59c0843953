namespace Clinic.ContractTests;

/// <summary>The checkout this test was built in.</summary>
static class Repository
{
    static readonly string Root = Above(AppContext.BaseDirectory);

    public static string Path(string below) => System.IO.Path.Combine(Root, below);

    static string Above(string folder)
    {
        while (!File.Exists(System.IO.Path.Combine(folder, "Platform.sln")))
            folder = System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}
