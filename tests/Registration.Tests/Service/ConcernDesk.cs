using Clinic.Payroll.Contracts;
using EscortBegan = Clinic.Escort.Contracts.ClientConcernBegan;
using EscortEnded = Clinic.Escort.Contracts.ClientConcernEnded;
using EscortReason = Clinic.Escort.Contracts.ConcernReason;
using FeedbackBegan = Clinic.Feedback.Contracts.ClientConcernBegan;
using FeedbackEnded = Clinic.Feedback.Contracts.ClientConcernEnded;
using FeedbackReason = Clinic.Feedback.Contracts.ConcernReason;

namespace Clinic.Registration.Tests.Service;

/// <summary>Escort and Feedback saying, from the branch of the escort company, who has to do with a client.</summary>
public sealed class ConcernDesk(RegistrationService service, Guid company, Guid escort)
{
    public const string EscortBeganQueue = "registration-note-escort-concern-when-client-concern-began",
        EscortEndedQueue = "registration-end-escort-concern-when-client-concern-ended",
        FeedbackBeganQueue = "registration-note-feedback-concern-when-client-concern-began",
        FeedbackEndedQueue = "registration-end-feedback-concern-when-client-concern-ended";

    /// <summary>The right that makes the post of whoever calls.</summary>
    public const string Calls = "followups.make";

    public Guid Company => company;

    /// <summary>The person of whom something is said.</summary>
    public Person Escort { get; } = service.As(escort, (company, ["clients.names"]));

    /// <summary>A company with an escort whom the staff list knows.</summary>
    public static async Task<ConcernDesk> Opened(RegistrationService service)
    {
        var company = await service.OpenBranch();
        return new(service, company, await service.Hire(company, Post.Escort));
    }

    public EscortBegan Began(
        Guid client,
        EscortReason reason = EscortReason.Escort,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        int version = 2,
        Guid? concern = null
    ) =>
        new(
            concern ?? Guid.CreateVersion7(),
            company,
            client,
            escort,
            null,
            reason,
            from ?? service.Clock.GetUtcNow().AddMinutes(-1),
            until,
            service.Clock.GetUtcNow(),
            version
        );

    public static EscortEnded Ended(EscortBegan began, int version) =>
        new(began.ConcernId, began.BranchId, began.ClientId, began.PersonId, began.PostCode, began.Reason, began.OccurredAt, version);

    public FeedbackBegan BeganAfterwards(Guid client, FeedbackReason reason, int version = 2) =>
        new(
            Guid.CreateVersion7(),
            company,
            client,
            reason == FeedbackReason.FollowUp ? null : escort,
            reason == FeedbackReason.FollowUp ? Calls : null,
            reason,
            service.Clock.GetUtcNow().AddMinutes(-1),
            null,
            service.Clock.GetUtcNow(),
            version
        );

    public static FeedbackEnded Ended(FeedbackBegan began, int version) =>
        new(began.ConcernId, began.BranchId, began.ClientId, began.PersonId, began.PostCode, began.Reason, began.OccurredAt, version);

    /// <summary>Says a fact and waits until it had its effect, or was found to have had it.</summary>
    public async Task<Guid> Say(object fact, Guid? messageId = null)
    {
        var (message, queue) = fact switch
        {
            EscortBegan began => (await service.Bus.Say(began, began.ConcernId, messageId), EscortBeganQueue),
            EscortEnded ended => (await service.Bus.Say(ended, ended.ConcernId, messageId), EscortEndedQueue),
            FeedbackBegan began => (await service.Bus.Say(began, began.ConcernId, messageId), FeedbackBeganQueue),
            FeedbackEnded ended => (await service.Bus.Say(ended, ended.ConcernId, messageId), FeedbackEndedQueue),
            _ => throw new ArgumentException("Not a fact of a concern."),
        };
        await service.Applied(message, queue);
        return message;
    }

    /// <summary>Asks who these clients are.</summary>
    public static Task<Answer> Ask(Person who, params Guid[] clients) =>
        who.Post("/clients/names", new { ids = clients, purpose = "Escort" });

    /// <summary>How a concern stands in the database.</summary>
    public async Task<string> Row(Guid concern, string columns) =>
        Assert.Single(
            await service.Database.Sql<string>($"SELECT concat_ws(' ', {columns}) FROM client_concern WHERE concern_id = '{concern}'")
        );
}
