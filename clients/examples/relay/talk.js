// A fragment, a page that goes on, and an object that is fetched again by its id: what Relay asks of a schema.
import { graphql } from "relay-runtime";

export const query = graphql`
  query talkQuery($id: ID!, $count: Int, $cursor: String) {
    node(id: $id) {
      id
      ...talk_video @alias(as: "video") @arguments(count: $count, cursor: $cursor)
    }
  }
`;

export const video = graphql`
  fragment talk_video on Video
  @refetchable(queryName: "talkEntitiesQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    title
    entities(first: $count, after: $cursor) @connection(key: "talk_entities") {
      totalCount
      edges {
        salience
        node {
          id
          ...talk_entity
        }
      }
    }
  }
`;

export const entity = graphql`
  fragment talk_entity on Entity @refetchable(queryName: "talkEntityQuery") {
    name
    kind
    relationships(first: 3) {
      nodes {
        type
        target {
          name
        }
      }
    }
  }
`;

export const map = graphql`
  query talkMapQuery($where: GraphWhere) {
    graph(where: $where, maxNodes: 5) {
      nodes {
        id
        degree
      }
    }
  }
`;

export const remove = graphql`
  mutation talkDeleteMutation($input: DeleteVideoInput!) {
    deleteVideo(input: $input) {
      __typename
      ... on DeletedVideo {
        title
      }
      ... on UserError {
        message
        code
      }
    }
  }
`;
