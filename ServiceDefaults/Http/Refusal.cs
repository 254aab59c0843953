using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.ServiceDefaults;

/// <summary>A rule that says no: a stable code for programs and one sentence a receptionist can act on.</summary>
/// <param name="Code">Kebab-case, never changed once published.</param>
/// <param name="Sentence">What is wrong and what to do, without any personal data.</param>
/// <param name="Status">The HTTP status; 409 unless the refusal is of another kind.</param>
public sealed record Refusal(string Code, string Sentence, int Status = StatusCodes.Status409Conflict)
{
    /// <summary>Of a refusal of input: each member that is wrong, as the caller names it, with what is wrong and what is allowed.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What lies outside the caller's branches looks exactly like what does not exist.</summary>
    public static readonly Refusal NotFound = new("not-found", "There is no such record in the branches you work for.", 404);

    /// <summary>The id of a creation is taken by a record with other content.</summary>
    public static readonly Refusal IdTaken = new("id-taken", "Another record with different content already has this id.");

    /// <summary>The step was taken with other content; what is on record is not overwritten.</summary>
    public static readonly Refusal AlreadyRecorded = new("already-recorded", "This step is already recorded with other content.");

    /// <summary>Two people changed one record at the same moment, and the other was first.</summary>
    public static readonly Refusal ChangedMeanwhile = new(
        "changed-meanwhile",
        "Someone else changed the same record at the same moment; read it again."
    );

    /// <summary>The record changed since the caller read it (If-Match).</summary>
    public static readonly Refusal Stale = new("stale", "The record has changed since you read it; read it again.", 412);

    /// <summary>An edit came without the version it is based on.</summary>
    public static readonly Refusal MatchRequired = new("if-match-required", "Say with If-Match which version you are changing.", 428);

    /// <summary>Input that is not as described.</summary>
    /// <param name="errors">Each member that is wrong, with sentences that say what is wrong and what is allowed.</param>
    public static Refusal BadInput(IReadOnlyDictionary<string, string[]> errors) =>
        new("bad-request", InputProblem.TitleOf(errors), StatusCodes.Status400BadRequest) { Errors = errors };

    /// <summary>The same refusal, which names the members of the input that it is about.</summary>
    public Refusal About(params IEnumerable<string> members) =>
        this with
        {
            Errors = members.ToDictionary(member => member, _ => new[] { Sentence }),
        };

    /// <summary>The answer that carries this refusal.</summary>
    public ProblemHttpResult AsProblem() => TypedResults.Problem(Problems.Of(this));
}
