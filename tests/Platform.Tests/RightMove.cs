using System.Net;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>A right act of a story as the request it is, and what around it is wrong.</summary>
/// <param name="Name">For a failure's message.</param>
/// <param name="By">Whose act it is.</param>
/// <param name="Path">Below /api.</param>
/// <param name="Body">What is sent.</param>
sealed record RightMove(string Name, Member By, string Path, object Body)
{
    /// <summary>The colleague with the same rights in another branch; nobody where the post is of the whole group.</summary>
    public Member? Elsewhere { get; init; }

    /// <summary>Works in the branch without the right.</summary>
    public Member? Unentitled { get; init; }

    /// <summary>The act is based on the version read.</summary>
    public bool Matched { get; init; }

    /// <summary>How the act after the next one is refused now; null where nothing is two steps ahead.</summary>
    public string? TwoAhead { get; init; }

    /// <summary>The same act with another content afterwards, and how it is refused.</summary>
    public (object Body, string Code)? Otherwise { get; init; }

    /// <summary>Further wrong acts at this step, each with its code.</summary>
    public IReadOnlyList<(string Name, Func<Task<Answer>> Act, string Code)> Wrong { get; init; } = [];

    /// <summary>What has to happen before it is the turn of this act, for example that the day comes.</summary>
    public Func<Task>? Before { get; init; }

    /// <summary>What follows by itself, waited for before anybody looks again.</summary>
    public Func<Task>? Follows { get; init; }

    /// <summary>Acts.</summary>
    public Task<Answer> Act(string? ifMatch = null) => By.Post($"/api/{Path}", Body, ifMatch);

    /// <summary>Somebody else tries.</summary>
    public Task<Answer> ActAs(Member other, string? ifMatch = null) => other.Post($"/api/{Path}", Body, ifMatch);
}

/// <summary>
/// Walks right moves and tries around each of them whatever is wrong: every try is refused with its code and changes nothing.
/// </summary>
/// <param name="look">Everything that is known of what the moves are about, as one text.</param>
/// <param name="version">Its version now.</param>
sealed class WrongMovesAround(Func<Task<string>> look, Func<Task<string?>> version)
{
    const string OfNobody = "\"0\"";

    static readonly HttpStatusCode[] LostTheRace = [HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed];

    /// <summary>Every move in its order.</summary>
    public async Task Walk(params IReadOnlyList<RightMove> moves)
    {
        foreach (var (at, move) in moves.Index())
        {
            if (move.Before is { } before)
                await before();
            await NothingChangesBy(move, moves.ElementAtOrDefault(at + 2));
            var waiting = await look();
            await Once(move);
            // Else a look that sees nothing would pass everything.
            Assert.NotEqual(waiting, await look());
        }
    }

    /// <summary>A wrong act by itself.</summary>
    public async Task Refuse(string name, Func<Task<Answer>> act, string code)
    {
        var before = await look();
        Is(code, await act(), name);
        Assert.Equal(before, await look());
    }

    /// <summary>What is known of a record, or the code that says why not: a problem's text holds the number of its request.</summary>
    public static async Task<string> Seen(Task<Answer> read)
    {
        var answer = await read;
        return answer.Accepted ? answer.Text : answer.Code!;
    }

    async Task NothingChangesBy(RightMove move, RightMove? twoAhead)
    {
        var (before, now) = (await look(), await version());
        if (move.Elsewhere is { } elsewhere)
            Is("not-found", await move.ActAs(elsewhere, now), $"{move.Name} by another branch");
        if (move.Unentitled is { } unentitled)
            Is("forbidden", await move.ActAs(unentitled, now), $"{move.Name} without permission");
        if (move.TwoAhead is { } code && twoAhead is not null)
            Is(code, await twoAhead.Act(now), $"{twoAhead.Name} instead of {move.Name}");
        if (move.Matched)
            Is("if-match-required", await move.Act(), $"{move.Name} without a version");
        if (move.Matched)
            Is("stale", await move.Act(OfNobody), $"{move.Name} with a stale version");
        foreach (var (name, act, refusal) in move.Wrong)
            Is(refusal, await act(), $"{name} at {move.Name}");
        Assert.Equal(before, await look());
    }

    // Sent twice at the same moment, and again when the answer was lost: all of it is one act.
    async Task Once(RightMove move)
    {
        var read = move.Matched ? await version() : null;
        var twice = await Task.WhenAll(move.Act(read), move.Act(read));
        Assert.True(twice.Any(answer => answer.Accepted), $"{move.Name}: {twice[0].Text} {twice[1].Text}");
        Assert.All(
            twice,
            answer => Assert.True(answer.Accepted || LostTheRace.Contains(answer.Status), $"{move.Name} at the same moment: {answer.Text}")
        );
        if (move.Follows is { } follows)
            await follows();

        var after = await look();
        var again = await move.Act(read);
        Assert.True(again.Accepted, $"{move.Name} again: {again.Text}");
        if (move.Follows is null)
            Assert.True(
                JsonElement.DeepEquals(twice.First(answer => answer.Accepted).Body, again.Body),
                $"{move.Name} again is answered otherwise: {again.Text}"
            );
        if (move.Otherwise is var (body, code))
            Is(code, await (move with { Body = body }).Act(read), $"{move.Name} with other content");
        Assert.Equal(after, await look());
    }

    static void Is(string code, Answer answer, string what) =>
        Assert.True(answer.Refused(code), $"{what}: {code} expected, got {(int)answer.Status} {answer.Text}");
}
