using System.Net;

namespace Clinic.Platform.Tests;

/// <summary>One question to the platform, and what people of each post are told.</summary>
/// <param name="Path">What is read; with a body, where it is posted.</param>
/// <param name="Readers">The posts whose people are answered.</param>
/// <param name="Shows">The canaries that the answer holds, all of them; it holds no other.</param>
sealed record Look(string Path, string Readers, params Canary[] Shows)
{
    /// <summary>What is posted; an empty one is refused (400) to those who may, before anything is done.</summary>
    public object? Body { get; init; }

    /// <summary>What the answer holds besides.</summary>
    public string[] Holds { get; init; } = [];

    /// <summary>What it does not hold.</summary>
    public string[] Lacks { get; init; } = [];

    /// <summary>What the readers are answered.</summary>
    public HttpStatusCode Granted { get; init; } = HttpStatusCode.OK;

    /// <summary>What the people of other posts are answered; nothing when another look says it.</summary>
    public HttpStatusCode? Others { get; init; } = HttpStatusCode.Forbidden;

    /// <summary>True where everybody finds the own mobile number, and nobody else's.</summary>
    public bool ShowsOwnMobile { get; init; }

    /// <summary>An act that these posts may do and no other: whoever may not is told so before the body is looked at.</summary>
    public static Look Act(string path, string doers) => new(path, doers) { Body = new { }, Granted = HttpStatusCode.BadRequest };

    /// <summary>Asks as somebody of a post, and says what is otherwise than it should be.</summary>
    public async Task<IReadOnlyList<string>> Objections(CanaryStory told, string post)
    {
        var reads = Readers.Split(' ').Contains(post);
        if (!reads && Others is null)
            return [];
        var (asks, status) = (told[post], reads ? Granted : Others!.Value);
        var answer = Body is null ? await asks.Get(Path) : await asks.Post(Path, Body);

        List<string> wrong = [];
        if (answer.Status != status)
            wrong.Add($"is answered {(int)answer.Status} instead of {(int)status}: {answer.Text}");
        Canary[] shown = reads ? Shows : [];
        wrong.AddRange(shown.Where(canary => !Has(canary.Read)).Select(canary => $"does not find {canary}"));
        wrong.AddRange(Written.All.Except(shown).Where(canary => Has(canary.Read)).Select(canary => $"finds {canary}"));
        if (reads)
        {
            wrong.AddRange(Holds.Where(text => !Has(text)).Select(text => $"does not find {text}"));
            wrong.AddRange(Lacks.Where(Has).Select(text => $"finds {text}"));
        }
        var own = reads && ShowsOwnMobile ? asks.Mobile!.TrimStart('+') : null;
        if (own is not null && !Has(own))
            wrong.Add("does not find the own mobile number");
        // That of the escort is a canary.
        wrong.AddRange(
            told.Mobiles.Where(mobile => mobile != own && mobile != Written.Mobile.Read && Has(mobile)).Select(mobile => $"finds {mobile}")
        );
        return [.. wrong.Select(text => $"{post} at {Path} {text}")];

        bool Has(string text) => answer.Text.Contains(text, StringComparison.Ordinal);
    }
}
