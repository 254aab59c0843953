using System.Net.Http.Json;

namespace Clinic.TestSupport;

/// <summary>What follows a visit or an accompanied visit by itself: a call, and a client who answers a survey without an account.</summary>
/// <param name="source">The visit or the engagement.</param>
public sealed class SurveyStory(PlatformClient platform, Member agent, Guid branch, Guid source)
{
    /// <summary>The invitation, known once Feedback heard of the visit.</summary>
    public Guid Invitation { get; private set; }

    /// <summary>The follow-up, known once Feedback heard of the visit.</summary>
    public Guid FollowUp { get; private set; }

    /// <summary>What the client was sent.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Waits until call and invitation are there, without anyone asking for them.</summary>
    public async Task<SurveyStory> Appears()
    {
        FollowUp = await First($"/api/feedback/follow-ups?branch={branch}&source={source}");
        Invitation = await First($"/api/feedback/invitations?branch={branch}&source={source}");
        return this;
    }

    /// <summary>Looks once for call and invitation; not found until both are there.</summary>
    public async Task<Answer> Known()
    {
        var (calls, invitations) = (
            await agent.Get($"/api/feedback/follow-ups?branch={branch}&source={source}"),
            await agent.Get($"/api/feedback/invitations?branch={branch}&source={source}")
        );
        if (!calls.Accepted || calls.Body.GetArrayLength() == 0)
            return calls with { Status = System.Net.HttpStatusCode.NotFound };
        if (!invitations.Accepted || invitations.Body.GetArrayLength() == 0)
            return invitations with { Status = System.Net.HttpStatusCode.NotFound };
        (FollowUp, Invitation) = (calls.Body[0].GetProperty("id").GetGuid(), invitations.Body[0].GetProperty("id").GetGuid());
        return invitations;
    }

    /// <summary>The agent makes the single-use link.</summary>
    public async Task<Answer> MakeLink()
    {
        var answer = await agent.Post($"/api/feedback/invitations/{Invitation}/link");
        if (answer.Accepted)
            Token = answer["token"].GetString()!;
        return answer;
    }

    /// <summary>The client looks whom to rate, without a token of the platform.</summary>
    public Task<Answer> Form(string? token = null) => Anyone("survey-forms", new { token = token ?? Token });

    /// <summary>The client answers, without a token of the platform.</summary>
    /// <param name="stars">Stars per person.</param>
    public Task<Answer> Respond(int overall, IReadOnlyDictionary<Guid, int> stars, string? words = null, string? token = null) =>
        Anyone(
            "survey-answers",
            new
            {
                token = token ?? Token,
                scores = stars.Select(pair => new { employeeId = pair.Key, value = pair.Value }),
                overall,
                words,
            }
        );

    /// <summary>The agent calls and reaches the client.</summary>
    public Task<Answer> Reach(bool satisfied = true) =>
        agent.Post(
            $"/api/feedback/follow-ups/{FollowUp}/attempts",
            new
            {
                id = Guid.CreateVersion7(),
                reached = true,
                recovery = "well",
                questions = "none",
                satisfied,
                opinion = "friendly people",
            }
        );

    /// <summary>The agent closes the follow-up.</summary>
    public Task<Answer> CloseFollowUp() => agent.Post($"/api/feedback/follow-ups/{FollowUp}/closure");

    async Task<Guid> First(string list) =>
        (await Eventually.Sees(() => agent.Get(list), answer => answer.Accepted && answer.Body.GetArrayLength() == 1))
            .Body[0]
            .GetProperty("id")
            .GetGuid();

    async Task<Answer> Anyone(string path, object body)
    {
        using var content = JsonContent.Create(body, options: ServiceDefaults.Json.Wire);
        return await platform.Send(HttpMethod.Post, $"/api/feedback/{path}", content, token: null);
    }
}
