namespace Clinic.ServiceDefaults;

/// <summary>
/// The one shape in which input is refused (400): <c>errors</c> names each member that is wrong, as it is written in JSON or in the
/// address, with sentences that say what is wrong and what is allowed; <c>title</c> is the first of them.
/// </summary>
static class InputProblem
{
    /// <summary>The member of the problem that holds the members of the input.</summary>
    public const string Errors = "errors";

    /// <summary>Puts what the framework's checks found into the shape.</summary>
    public static void Reshape(HttpValidationProblemDetails found)
    {
        var errors = found.Errors.ToDictionary(error => NameOf(error.Key), error => error.Value);
        var refusal = Refusal.BadInput(errors);
        (found.Title, found.Type, found.Errors) = (refusal.Sentence, Problems.TypeOf(refusal.Code), errors);
    }

    /// <summary>The first of the sentences, with the member it is about.</summary>
    public static string TitleOf(IReadOnlyDictionary<string, string[]> errors) =>
        errors.FirstOrDefault() is { Key: { } member, Value: [var sentence, ..] }
            ? $"{member}: {sentence}"
            : "The input is not as described.";

    // Members are named in C# where they are checked.
    static string NameOf(string member) => string.Join('.', member.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
