using System.Text.Json;
using Clinic.Feedback.Contracts;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Feedback.Surveys;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class SurveyTables
{
    internal const string InvitationOnce = "survey_invitation_once",
        AnswerOnce = "survey_answer_once",
        OneOpenLink = "survey_link_one_open";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<SurveyInvitation>(invitation =>
        {
            invitation.HasIndex(surveyInvitation => surveyInvitation.SourceId).IsUnique().HasDatabaseName(InvitationOnce);
            invitation.HasIndex(surveyInvitation => surveyInvitation.BranchId);
            invitation.HasIndex(surveyInvitation => surveyInvitation.ClientId);
            AsJson(invitation.Property(surveyInvitation => surveyInvitation.ToRate));
        });
        model.Entity<SurveyLink>(link =>
        {
            link.HasIndex(surveyLink => surveyLink.SecretHash).IsUnique();
            link.HasIndex(surveyLink => surveyLink.InvitationId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName(OneOpenLink);
        });
        model.Entity<SurveyAnswer>(answer =>
        {
            answer.HasIndex(surveyAnswer => surveyAnswer.InvitationId).IsUnique().HasDatabaseName(AnswerOnce);
            answer.HasIndex(surveyAnswer => surveyAnswer.BranchId);
            answer.Property(surveyAnswer => surveyAnswer.Score).HasPrecision(5, 2);
            answer
                .HasOne<SurveyInvitation>()
                .WithMany()
                .HasForeignKey(surveyAnswer => surveyAnswer.InvitationId)
                .OnDelete(DeleteBehavior.Restrict);
            AsJson<Rated>(answer.Property(surveyAnswer => surveyAnswer.Ratings));
        });
    }

    static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> list) =>
        list.HasColumnType("jsonb")
            .HasConversion(
                items => JsonSerializer.Serialize(items, Json.Wire),
                text => JsonSerializer.Deserialize<T[]>(text, Json.Wire)!,
                new ValueComparer<IReadOnlyList<T>>(
                    (readOnlyList, other) => ReferenceEquals(readOnlyList, other),
                    items => items.Count,
                    items => items
                )
            );
}
