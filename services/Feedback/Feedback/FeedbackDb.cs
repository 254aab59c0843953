using System.Text.Json;
using Clinic.Feedback.Clients;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Improvements;
using Clinic.Feedback.Issues;
using Clinic.Feedback.Staff;
using Clinic.Feedback.Surveys;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Feedback;

/// <summary>Feedback's own database, with the constraints that carry rules by name.</summary>
public sealed class FeedbackDb(DbContextOptions<FeedbackDb> options) : ServiceDb(options)
{
    internal const string FollowUpOnce = "follow_up_once",
        InvitationOnce = "survey_invitation_once",
        AnswerOnce = "survey_answer_once",
        OneOpenLink = "survey_link_one_open",
        ActionOnce = "improvement_action_once",
        IssueOnce = "patient_issue_once";

    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<MergedClient> MergedClients => Set<MergedClient>();
    internal DbSet<Complaint> Complaints => Set<Complaint>();
    internal DbSet<ComplaintStep> ComplaintSteps => Set<ComplaintStep>();
    internal DbSet<ComplaintNotice> ComplaintNotices => Set<ComplaintNotice>();
    internal DbSet<ImprovementAction> ImprovementActions => Set<ImprovementAction>();
    internal DbSet<HeldTraining> HeldTrainings => Set<HeldTraining>();
    internal DbSet<FollowUp> FollowUps => Set<FollowUp>();
    internal DbSet<FollowUpAttempt> FollowUpAttempts => Set<FollowUpAttempt>();
    internal DbSet<PatientIssue> PatientIssues => Set<PatientIssue>();
    internal DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();
    internal DbSet<SurveyLink> SurveyLinks => Set<SurveyLink>();
    internal DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    /// <summary>A client who may be somebody else, held until the transaction ends.</summary>
    internal async Task<MergedClient> MergedClientOrNew(Guid client, Guid branch, CancellationToken stop)
    {
        await LockSubject(client, stop);
        return await MergedClients.FindAsync([client], stop) ?? Add(new MergedClient { Id = client, BranchId = branch }).Entity;
    }

    /// <summary>Who was served in this visit or accompanied visit, as far as this service has heard of it.</summary>
    internal Task<Guid?> ClientServed(Guid? visit, Guid? engagement, CancellationToken stop) =>
        FollowUps
            .Where(call => call.SourceId == visit || call.SourceId == engagement)
            .Select(call => (Guid?)call.ClientId)
            .FirstOrDefaultAsync(stop);

    /// <summary>True when something is done because of the complaint .</summary>
    internal Task<bool> Improves(Complaint complaint, CancellationToken stop) =>
        ImprovementActions.AnyAsync(action => action.SourceId == complaint.Id && action.State != ActionState.Cancelled, stop);

    /// <summary>Says that the complaint is over.</summary>
    internal void SayClosed(Complaint complaint, DateTimeOffset now) =>
        Publish(
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.WithinTime,
                now,
                complaint.SayNext()
            ),
            complaint.CaseId
        );

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<StaffMember>();
        model.Entity<MergedClient>(merged =>
        {
            merged.HasIndex(one => one.KeptId).HasFilter("kept_id IS NOT NULL");
        });
        ShapeComplaints(model);
        ShapeAftercare(model);
    }

    static void ShapeComplaints(ModelBuilder model)
    {
        model.Entity<Complaint>(complaint =>
        {
            complaint.HasIndex(one => new { one.BranchId, one.State });
            complaint.HasIndex(one => new { one.BranchId, one.Cause });
            complaint.HasIndex(one => one.FiledBy);
            complaint.HasIndex(one => one.ClientId).HasFilter("client_id IS NOT NULL");
        });
        model.Entity<ComplaintStep>(step =>
        {
            step.HasKey(one => new { one.ComplaintId, one.Number });
            // A step cannot be taken away, and with it the complaint it belongs to.
            step.HasOne<Complaint>().WithMany().HasForeignKey(one => one.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ComplaintNotice>(notice =>
        {
            // Each rung is told once, whoever rings.
            notice.HasKey(one => new
            {
                one.ComplaintId,
                one.Kind,
                one.Rung,
            });
            notice.HasOne<Complaint>().WithMany().HasForeignKey(one => one.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ImprovementAction>(action =>
        {
            action
                .HasIndex(one => new { one.SourceId, one.ResponsibleId })
                .IsUnique()
                .HasFilter("state <> 'Cancelled'")
                .HasDatabaseName(ActionOnce);
            action.HasOne<Complaint>().WithMany().HasForeignKey(one => one.SourceId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<HeldTraining>(held => held.HasKey(one => one.SessionId));
        model.Entity<HeldTraining>().HasIndex(one => one.SourceId);
    }

    static void ShapeAftercare(ModelBuilder model)
    {
        model.Entity<FollowUp>(one =>
        {
            one.HasIndex(followUp => followUp.SourceId).IsUnique().HasDatabaseName(FollowUpOnce);
            one.HasIndex(followUp => new { followUp.BranchId, followUp.State });
            one.HasIndex(followUp => followUp.ClientId);
        });
        model.Entity<FollowUpAttempt>(attempt =>
        {
            attempt.HasIndex(one => one.FollowUpId);
            attempt.HasOne<FollowUp>().WithMany().HasForeignKey(one => one.FollowUpId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PatientIssue>(issue =>
        {
            issue.HasIndex(one => one.SourceId).IsUnique().HasDatabaseName(IssueOnce);
            issue.HasIndex(one => one.BranchId);
            issue.HasIndex(one => one.ClientId);
        });
        model.Entity<SurveyInvitation>(invitation =>
        {
            invitation.HasIndex(one => one.SourceId).IsUnique().HasDatabaseName(InvitationOnce);
            invitation.HasIndex(one => one.BranchId);
            invitation.HasIndex(one => one.ClientId);
            AsJson(invitation.Property(one => one.ToRate));
        });
        model.Entity<SurveyLink>(link =>
        {
            link.HasIndex(one => one.SecretHash).IsUnique();
            link.HasIndex(one => one.InvitationId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName(OneOpenLink);
        });
        model.Entity<SurveyAnswer>(answer =>
        {
            answer.HasIndex(one => one.InvitationId).IsUnique().HasDatabaseName(AnswerOnce);
            answer.HasIndex(one => one.BranchId);
            answer.Property(one => one.Score).HasPrecision(5, 2);
            answer.HasOne<SurveyInvitation>().WithMany().HasForeignKey(one => one.InvitationId).OnDelete(DeleteBehavior.Restrict);
            AsJson<Rated>(answer.Property(one => one.Ratings));
        });
    }

    static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> list) =>
        list.HasColumnType("jsonb")
            .HasConversion(
                items => JsonSerializer.Serialize(items, Json.Wire),
                text => JsonSerializer.Deserialize<T[]>(text, Json.Wire)!,
                new ValueComparer<IReadOnlyList<T>>((one, other) => ReferenceEquals(one, other), items => items.Count, items => items)
            );
}
